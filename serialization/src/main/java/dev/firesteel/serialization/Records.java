package dev.firesteel.serialization;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lane of record classes: the class's name, then the components. */
final class Records {
  private final RecordSerializer elements;
  private final ClassLoader loader;
  private final Map<Class<?>, RecordShape> shapes = new HashMap<>();
  private final Map<String, RecordShape> named = new HashMap<>();
  private final Strings strings = new Strings();
  private @Nullable RecordShape last;

  Records(RecordSerializer elements, ClassLoader loader) {
    this.elements = elements;
    this.loader = loader;
  }

  /** Writes the record, or nothing and returns false if its class says how to serialize it. */
  boolean write(Output out, Object value, Class<?> type, int depth) {
    RecordShape shape = last;
    if (shape == null || shape.type() != type) {
      shape = shapes.computeIfAbsent(type, RecordShape::of);
      last = shape;
    }
    if (shape.ownForm()) {
      return false;
    }
    out.writeByte(Tag.RECORD);
    strings.write(out, shape.type().getName());
    int components = shape.size();
    for (int i = 0; i < components; i++) {
      elements.write(out, shape.component(value, i), depth);
    }
    return true;
  }

  Object read(Input in) {
    String name = (String) elements.read(in);
    RecordShape shape = named.get(name);
    if (shape == null) {
      shape = find(String.valueOf(name));
      named.put(String.valueOf(name), shape);
    }
    @Nullable Object[] components = new @Nullable Object[shape.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = elements.read(in);
    }
    return shape.create(components);
  }

  private RecordShape find(String name) {
    try {
      return RecordShape.of(Class.forName(name, true, loader));
    } catch (ClassNotFoundException e) {
      throw new FiresteelException(
          ErrorCategory.USER,
          "Cannot read an object of " + name + ": the class is missing (add its jar with --jars)",
          e);
    }
  }
}
