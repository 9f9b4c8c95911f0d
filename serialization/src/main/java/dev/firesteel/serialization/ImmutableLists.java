package dev.firesteel.serialization;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.List;

/** Immutable lists that may hold nulls; Kryo's own serializer refuses those. */
final class ImmutableLists extends Serializer<List<?>> {
  ImmutableLists() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output out, List<?> list) {
    out.writeVarInt(list.size(), true);
    for (Object element : list) {
      kryo.writeClassAndObject(out, element);
    }
  }

  @Override
  public List<?> read(Kryo kryo, Input in, Class<? extends List<?>> type) {
    Object[] elements = new Object[in.readVarInt(true)];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = kryo.readClassAndObject(in);
    }
    return Arrays.stream(elements).toList();
  }
}
