package dev.firesteel.semantics;

import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Copies by serialization, as a network would make them. */
final class Copies {
  private Copies() {}

  static byte[] bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Object object(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value itself if it does not serialize; the data serializer of a cluster takes more. */
  @SuppressWarnings("unchecked")
  static <P> P ifSerializable(P value) {
    try {
      return (P) object(bytes(value));
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof NotSerializableException) {
        return value;
      }
      throw e;
    }
  }

  static <S extends InputSplit> S split(InputFormat<?, S> reader, InputFormat<?, S> writer, S split)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(split, new Output(bytes));
    return reader.read(new Input(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static final class Output extends DataOutputStream implements SplitOutput {
    Output(OutputStream out) {
      super(out);
    }

    @Override
    public void writeRecord(Object value) throws IOException {
      byte[] bytes = Copies.bytes(value);
      writeInt(bytes.length);
      write(bytes);
    }
  }

  private static final class Input extends DataInputStream implements SplitInput {
    Input(InputStream in) {
      super(in);
    }

    @Override
    public Object readRecord() throws IOException {
      return object(readNBytes(readInt()));
    }
  }
}
