package dev.firesteel.dataset.lineage;

import dev.firesteel.api.classes.LoadingInputStream;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.closure.Closure;
import dev.firesteel.dataset.closure.ProgramOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A stage's program as bytes. Equal programs have equal bytes.
 *
 * @param bytes the serialized program; not to be changed
 * @param shareable whether one deserialized copy may serve several tasks, also at a time
 * @param sources the sources of the program by the number it calls them
 */
public record EncodedProgram(byte[] bytes, boolean shareable, List<SourceNode<?, ?>> sources) {
  /** Serializes a program. */
  public static EncodedProgram encode(StageProgram program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (ProgramOutputStream<SourceNode<?, ?>> out = new ProgramOutputStream<>(bytes)) {
      write(program, out);
      out.flush();
      return new EncodedProgram(bytes.toByteArray(), out.shareable(), out.sources());
    } catch (StackOverflowError e) {
      throw LineageDepth.exceeded(e);
    } catch (IOException e) {
      throw new UncheckedIOException("a lineage node does not serialize: " + e.getMessage(), e);
    }
  }

  /** Deserializes a program with the classes of {@code loader}. */
  public static StageProgram decode(byte[] bytes, ClassLoader loader)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new LoadingInputStream(new ByteArrayInputStream(bytes), loader)) {
      return read(in);
    }
  }

  // Part by part: to read a record, Java serialization makes method handles, which a start would
  // feel.
  private static void write(StageProgram program, ObjectOutputStream out) throws IOException {
    if (program instanceof StageProgram.Result<?, ?> result) {
      out.writeBoolean(true);
      out.writeObject(result.root());
      out.writeObject(result.action());
    } else {
      StageProgram.ShuffleMap<?, ?> map = (StageProgram.ShuffleMap<?, ?>) program;
      out.writeBoolean(false);
      out.writeObject(map.root());
      out.writeObject(map.shuffle());
    }
  }

  @SuppressWarnings("unchecked") // as it was written
  private static StageProgram read(ObjectInputStream in)
      throws IOException, ClassNotFoundException {
    if (in.readBoolean()) {
      return new StageProgram.Result<>(
          (Node<Object>) in.readObject(),
          (Closure<PartitionFunction<Object, Object>>) in.readObject());
    }
    return new StageProgram.ShuffleMap<>(
        (Node<Pair<Object, Object>>) in.readObject(),
        (ShuffleDependency<Object, Object, ?>) in.readObject());
  }
}
