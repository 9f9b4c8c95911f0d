package dev.firesteel.serialization;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lanes of arrays, collections, records and the rarer primitives. */
final class Compounds {
  private static final Class<?> LIST_OF_FEW = List.of(1).getClass();
  static final Class<?> LIST_OF_MANY = List.of(1, 2, 3).getClass();

  private final RecordSerializer elements;
  private final Records records;

  Compounds(RecordSerializer elements, ClassLoader loader) {
    this.elements = elements;
    this.records = new Records(elements, loader);
  }

  /** Writes the object, or nothing and returns false if it has no lane. */
  boolean write(Output out, Object value, Class<?> type, int depth) {
    if (type == Boolean.class) {
      out.writeByte((Boolean) value ? Tag.TRUE : Tag.FALSE);
    } else if (type.isArray()) {
      return writeArray(out, value, depth);
    } else if (type == ArrayList.class) {
      writeAll(out, Tag.ARRAY_LIST, (ArrayList<?>) value, depth);
    } else if (type == LIST_OF_FEW || type == LIST_OF_MANY) {
      writeAll(out, tagOfImmutable((List<?>) value), (List<?>) value, depth);
    } else if (type == HashMap.class) {
      writeMap(out, (HashMap<?, ?>) value, depth);
    } else if (type == HashSet.class) {
      writeAll(out, Tag.HASH_SET, (HashSet<?>) value, depth);
    } else if (type == Optional.class) {
      writeOptional(out, (Optional<?>) value, depth);
    } else if (value instanceof Number) {
      return writeNumber(out, value);
    } else if (type == Character.class) {
      out.writeByte(Tag.CHARACTER);
      out.writeChar((Character) value);
    } else {
      return type.isRecord() && records.write(out, value, type, depth);
    }
    return true;
  }

  @Nullable Object read(int tag, Input in) {
    return switch (tag) {
      case Tag.FLOAT -> in.readFloat();
      case Tag.SHORT -> in.readShort();
      case Tag.BYTE -> in.readByte();
      case Tag.CHARACTER -> in.readChar();
      case Tag.BYTES -> in.readBytes(in.readVarInt(true));
      case Tag.INTS -> in.readInts(in.readVarInt(true));
      case Tag.LONGS -> in.readLongs(in.readVarInt(true));
      case Tag.DOUBLES -> in.readDoubles(in.readVarInt(true));
      case Tag.OBJECTS -> readObjects(in);
      case Tag.ARRAY_LIST -> new ArrayList<>(Arrays.asList(readObjects(in)));
      case Tag.LIST_OF -> List.of(readObjects(in));
      case Tag.LIST_WITH_NULLS -> Arrays.stream(readObjects(in)).toList();
      case Tag.HASH_MAP -> readMap(in);
      case Tag.HASH_SET -> new HashSet<>(Arrays.asList(readObjects(in)));
      case Tag.EMPTY -> Optional.empty();
      case Tag.PRESENT -> Optional.ofNullable(elements.read(in));
      case Tag.RECORD -> records.read(in);
      default ->
          throw new FiresteelException(
              ErrorCategory.INTERNAL,
              "Cannot read a record: no object starts with byte " + tag + " (please report this)");
    };
  }

  private boolean writeArray(Output out, Object value, int depth) {
    if (value instanceof byte[] bytes) {
      head(out, Tag.BYTES, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof double[] doubles) {
      head(out, Tag.DOUBLES, doubles.length);
      out.writeDoubles(doubles, 0, doubles.length);
    } else if (value instanceof int[] ints) {
      head(out, Tag.INTS, ints.length);
      out.writeInts(ints, 0, ints.length);
    } else if (value instanceof long[] longs) {
      head(out, Tag.LONGS, longs.length);
      out.writeLongs(longs, 0, longs.length);
    } else if (value.getClass() == Object[].class) {
      Object[] objects = (Object[]) value;
      head(out, Tag.OBJECTS, objects.length);
      for (Object element : objects) {
        elements.write(out, element, depth);
      }
    } else {
      return false;
    }
    return true;
  }

  private static boolean writeNumber(Output out, Object value) {
    if (value instanceof Float number) {
      out.writeByte(Tag.FLOAT);
      out.writeFloat(number);
    } else if (value instanceof Short number) {
      out.writeByte(Tag.SHORT);
      out.writeShort(number);
    } else if (value instanceof Byte number) {
      out.writeByte(Tag.BYTE);
      out.writeByte(number);
    } else {
      return false;
    }
    return true;
  }

  /** Null or not is a matter of the content: {@code Stream.toList} shares the classes. */
  private static int tagOfImmutable(List<?> list) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) == null) {
        return Tag.LIST_WITH_NULLS;
      }
    }
    return Tag.LIST_OF;
  }

  private void writeOptional(Output out, Optional<?> value, int depth) {
    if (value.isEmpty()) {
      out.writeByte(Tag.EMPTY);
    } else {
      out.writeByte(Tag.PRESENT);
      elements.write(out, value.get(), depth);
    }
  }

  private void writeAll(Output out, int tag, Collection<?> collection, int depth) {
    head(out, tag, collection.size());
    for (Object element : collection) {
      elements.write(out, element, depth);
    }
  }

  private void writeMap(Output out, Map<?, ?> map, int depth) {
    head(out, Tag.HASH_MAP, map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      elements.write(out, entry.getKey(), depth);
      elements.write(out, entry.getValue(), depth);
    }
  }

  private static void head(Output out, int tag, int size) {
    out.writeByte(tag);
    out.writeVarInt(size, true);
  }

  @SuppressWarnings("NullAway") // elements may be null
  private Object[] readObjects(Input in) {
    Object[] objects = new Object[in.readVarInt(true)];
    for (int i = 0; i < objects.length; i++) {
      objects[i] = elements.read(in);
    }
    return objects;
  }

  @SuppressWarnings("NullAway") // keys and values may be null
  private Map<Object, Object> readMap(Input in) {
    int size = in.readVarInt(true);
    Map<Object, Object> map = new HashMap<>(Math.max(16, (int) (size / 0.75f) + 1));
    for (int i = 0; i < size; i++) {
      Object key = elements.read(in);
      map.put(key, elements.read(in));
    }
    return map;
  }
}
