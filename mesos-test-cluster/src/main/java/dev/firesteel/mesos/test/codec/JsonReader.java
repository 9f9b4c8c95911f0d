package dev.firesteel.mesos.test.codec;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.protobuf.Descriptors.EnumValueDescriptor;
import org.apache.mesos.protobuf.Descriptors.FieldDescriptor;
import org.apache.mesos.protobuf.Message;

/** Reads JSON into messages as Mesos does: unknown fields and unknown constants are passed over. */
final class JsonReader {
  private JsonReader() {}

  static void read(String text, Message.Builder into) throws MalformedException {
    Object json = new JsonParser(text).document();
    if (!(json instanceof Map<?, ?> object)) {
      throw failed("Expecting a JSON object");
    }
    fill(object, into);
    List<String> missing = into.findInitializationErrors();
    if (!missing.isEmpty()) {
      throw failed("Missing required fields: " + String.join(", ", missing));
    }
  }

  private static MalformedException failed(String why) {
    return new MalformedException("Failed to convert JSON into Call protobuf: " + why);
  }

  private static void fill(Map<?, ?> object, Message.Builder into) throws MalformedException {
    for (Map.Entry<?, ?> each : object.entrySet()) {
      FieldDescriptor field =
          into.getDescriptorForType().findFieldByName(String.valueOf(each.getKey()));
      Object value = each.getValue();
      if (field == null || value == null) {
        continue;
      }
      if (field.isRepeated()) {
        if (!(value instanceof List<?> items)) {
          throw unexpected(value, field);
        }
        for (Object item : items) {
          Object converted = convert(item, field, into);
          if (converted != SKIP) {
            into.addRepeatedField(field, converted);
          }
        }
      } else {
        Object converted = convert(value, field, into);
        if (converted != SKIP) {
          into.setField(field, converted);
        }
      }
    }
  }

  private static final Object SKIP = new Object();

  private static MalformedException unexpected(Object value, FieldDescriptor field) {
    String kind =
        value instanceof String
            ? "string"
            : value instanceof Map ? "object" : value instanceof List ? "array" : "number";
    return failed("Not expecting a JSON " + kind + " for field '" + field.getName() + "'");
  }

  private static Object convert(Object value, FieldDescriptor field, Message.Builder in)
      throws MalformedException {
    switch (field.getJavaType()) {
      case MESSAGE -> {
        if (!(value instanceof Map<?, ?> object)) {
          throw unexpected(value, field);
        }
        Message.Builder builder = in.newBuilderForField(field);
        fill(object, builder);
        return builder.buildPartial();
      }
      case STRING -> {
        if (!(value instanceof String)) {
          throw unexpected(value, field);
        }
        return value;
      }
      case BYTE_STRING -> {
        if (!(value instanceof String text)) {
          throw unexpected(value, field);
        }
        return bytes(text, field);
      }
      case ENUM -> {
        if (!(value instanceof String text)) {
          throw unexpected(value, field);
        }
        EnumValueDescriptor constant = field.getEnumType().findValueByName(text);
        return constant == null ? SKIP : constant;
      }
      case BOOLEAN -> {
        if (!(value instanceof Boolean)) {
          throw unexpected(value, field);
        }
        return value;
      }
      case INT, LONG, FLOAT, DOUBLE -> {
        return number(value, field);
      }
    }
    throw unexpected(value, field);
  }

  private static Object number(Object value, FieldDescriptor field) throws MalformedException {
    double number;
    if (value instanceof Double given) {
      number = given;
    } else if (value instanceof String text) {
      try {
        number = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        throw failed(
            "Failed to parse '" + text + "' as a JSON number for field '" + field.getName() + "'");
      }
    } else {
      throw unexpected(value, field);
    }
    return switch (field.getJavaType()) {
      case INT -> (Object) (int) number;
      case LONG -> (Object) (long) number;
      case FLOAT -> (Object) (float) number;
      default -> (Object) number;
    };
  }

  private static ByteString bytes(String text, FieldDescriptor field) throws MalformedException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "+/=".indexOf(c) < 0) {
        throw failed(
            "Failed to base64 decode bytes field '"
                + field.getName()
                + "': Invalid character '"
                + c
                + "'");
      }
    }
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw failed(
          "Failed to base64 decode bytes field '" + field.getName() + "': " + e.getMessage());
    }
  }
}
