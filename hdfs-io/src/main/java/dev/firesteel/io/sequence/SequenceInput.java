package dev.firesteel.io.sequence;

import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.io.codec.RawInput;
import dev.firesteel.io.input.FileInput;
import dev.firesteel.io.input.FileRange;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.util.List;
import java.util.Map.Entry;

/**
 * Keys and values of sequence files, split at their marks.
 *
 * @param <K> the keys' type
 * @param <V> the values' type
 */
public final class SequenceInput<K, V> extends FileInput<Entry<K, V>> {
  private static final long serialVersionUID = 1L;

  private final Class<K> keyClass;
  private final Class<V> valueClass;

  /**
   * What the paths and globs name.
   *
   * @param keyClass Hadoop's class that the files name, or Java's that fits it
   * @param valueClass Hadoop's class that the files name, or Java's that fits it
   * @param minSplits splits wanted at least; 0 for the default
   */
  public SequenceInput(
      List<Location> paths,
      Class<K> keyClass,
      Class<V> valueClass,
      int minSplits,
      Storages storages) {
    super("sequence files", paths, minSplits, storages);
    this.keyClass = keyClass;
    this.valueClass = valueClass;
  }

  @Override
  protected boolean splittable(StoredFile file) {
    return true;
  }

  @Override
  protected Cursor<Entry<K, V>> open(FileRange range, ReadContext context) throws IOException {
    RawInput in = new RawInput(bytes(range, 0, context), 0);
    try {
      SequenceHeader header = SequenceHeader.read(in);
      if (range.start() > 0) {
        long from = Math.max(range.start(), in.offset());
        in.close();
        in = new RawInput(bytes(range, from, context), from);
      }
      Records records = records(range, in, header);
      if (range.start() > 0) {
        records.seek();
      }
      return new SequenceCursor<>(
          range.file(),
          records,
          () -> Decoder.of(header.keyClass(), keyClass, "keys"),
          () -> Decoder.of(header.valueClass(), valueClass, "values"));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private Records records(FileRange range, RawInput in, SequenceHeader header) {
    SequenceCodec codec = new SequenceCodec(header.codec(), storages());
    return header.packing() == Packing.BLOCK
        ? new BlockRecords(range, in, header, codec)
        : new SingleRecords(range, in, header, codec);
  }
}
