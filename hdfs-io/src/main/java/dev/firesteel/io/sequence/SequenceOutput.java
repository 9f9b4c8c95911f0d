package dev.firesteel.io.sequence;

import dev.firesteel.api.split.PartitionWriter;
import dev.firesteel.api.split.SequenceOptions;
import dev.firesteel.api.split.WriteContext;
import dev.firesteel.io.codec.Compression;
import dev.firesteel.io.output.AttemptFile;
import dev.firesteel.io.output.DirectoryOutput;
import dev.firesteel.io.output.OutputTarget;
import java.io.OutputStream;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A directory of sequence files, one a partition.
 *
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public final class SequenceOutput<K extends @Nullable Object, V extends @Nullable Object>
    extends DirectoryOutput<Entry<K, V>> {
  private static final long serialVersionUID = 1L;

  private final Compression compression;
  private final Packing packing;
  private final @Nullable Class<?> keyClass;
  private final @Nullable Class<?> valueClass;

  /** Output to a directory. */
  public SequenceOutput(OutputTarget target, SequenceOptions options, Compression compression) {
    super(target, "");
    this.compression = compression;
    this.packing =
        compression == Compression.NONE
            ? Packing.NONE
            : options.unit() == SequenceOptions.Unit.BLOCK ? Packing.BLOCK : Packing.RECORD;
    this.keyClass = options.keyClass().orElse(null);
    this.valueClass = options.valueClass().orElse(null);
  }

  @Override
  protected PartitionWriter<Entry<K, V>> writer(
      AttemptFile file, OutputStream out, int partition, WriteContext context) {
    return new SequenceWriter<>(
        file, new SequenceSink(out, packing, compression), keyClass, valueClass);
  }

  @Override
  public String describe() {
    return "sequence files " + target();
  }
}
