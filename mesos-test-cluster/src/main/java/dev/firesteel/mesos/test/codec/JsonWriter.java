package dev.firesteel.mesos.test.codec;

import java.math.BigDecimal;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.protobuf.Descriptors.EnumValueDescriptor;
import org.apache.mesos.protobuf.Descriptors.FieldDescriptor;
import org.apache.mesos.protobuf.Message;

/**
 * Writes JSON: no spaces, numbers with a point if they are floating, protobuf's names of fields.
 */
public final class JsonWriter {
  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  /** A message, a map, a collection, a string, a number or a boolean. */
  public static String write(Object value) {
    JsonWriter writer = new JsonWriter();
    writer.value(value);
    return writer.out.toString();
  }

  private void value(Object value) {
    if (value instanceof Message message) {
      message(message);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof Collection<?> items) {
      String separator = "[";
      for (Object each : items) {
        out.append(separator);
        value(each);
        separator = ",";
      }
      out.append(items.isEmpty() ? "[]" : "]");
    } else if (value instanceof ByteString bytes) {
      string(Base64.getEncoder().encodeToString(bytes.toByteArray()));
    } else if (value instanceof EnumValueDescriptor constant) {
      string(constant.getName());
    } else if (value instanceof Double || value instanceof Float) {
      number(((Number) value).doubleValue());
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      string(value.toString());
    }
  }

  private void map(Map<?, ?> map) {
    String separator = "{";
    for (Map.Entry<?, ?> each : map.entrySet()) {
      out.append(separator);
      string(String.valueOf(each.getKey()));
      out.append(':');
      value(each.getValue());
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  /** Fields come as they are declared, not by their numbers. */
  private void message(Message message) {
    Map<FieldDescriptor, Object> present = message.getAllFields();
    String separator = "{";
    for (FieldDescriptor each : message.getDescriptorForType().getFields()) {
      Object value = present.get(each);
      if (value != null) {
        out.append(separator);
        string(each.getName());
        out.append(':');
        value(value);
        separator = ",";
      }
    }
    out.append(separator.equals("{") ? "{}" : "}");
  }

  private void number(double value) {
    String text = BigDecimal.valueOf(value).toPlainString();
    out.append(text.contains(".") ? text : text + ".0");
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
