package dev.firesteel.serialization;

import com.esotericsoftware.kryo.io.Output;
import dev.firesteel.api.split.SplitOutput;
import java.io.DataOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes splits one after another; {@link SplitReader} reads them. Not safe for threads. */
public final class SplitWriter extends DataOutputStream implements SplitOutput {
  private final Output bytes;
  private final RecordSerializer serializer;

  /** Writes user's objects with this serializer. */
  public SplitWriter(RecordSerializer serializer) {
    this(new Output(128, -1), serializer);
  }

  private SplitWriter(Output bytes, RecordSerializer serializer) {
    super(bytes);
    this.bytes = bytes;
    this.serializer = serializer;
  }

  @Override
  public void writeRecord(@Nullable Object value) {
    serializer.write(bytes, value);
  }

  /** Takes what was written since the last call. */
  public byte[] takeBytes() {
    byte[] taken = bytes.toBytes();
    bytes.reset();
    return taken;
  }
}
