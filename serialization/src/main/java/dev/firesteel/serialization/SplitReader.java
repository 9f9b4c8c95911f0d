package dev.firesteel.serialization;

import com.esotericsoftware.kryo.io.Input;
import dev.firesteel.api.split.SplitInput;
import java.io.DataInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a split that {@link SplitWriter} wrote. Not safe for threads. */
public final class SplitReader extends DataInputStream implements SplitInput {
  private final Input bytes;
  private final RecordSerializer serializer;

  /** Reads these bytes. */
  public SplitReader(byte[] split, RecordSerializer serializer) {
    this(new Input(split), serializer);
  }

  private SplitReader(Input bytes, RecordSerializer serializer) {
    super(bytes);
    this.bytes = bytes;
    this.serializer = serializer;
  }

  @Override
  public @Nullable Object readRecord() {
    return serializer.read(bytes);
  }
}
