package dev.firesteel.benchmarks.micro;

import dev.firesteel.dataset.Pair;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/** Kinds of records that are serialized, and how one would write them by hand. */
public enum SampleRecords {
  /** Words and numbers. */
  STRING_INTEGER {
    @Override
    Object make(int i) {
      return Pair.of("word-" + i * 37 % 1000, i);
    }

    @Override
    void write(DataOutput out, Object value) throws IOException {
      Pair<?, ?> pair = (Pair<?, ?>) value;
      out.writeUTF((String) pair.key());
      out.writeInt((Integer) pair.value());
    }

    @Override
    Object read(DataInput in) throws IOException {
      return Pair.of(in.readUTF(), in.readInt());
    }
  },
  /** Numbers and larger numbers. */
  INTEGER_LONG {
    @Override
    Object make(int i) {
      return Pair.of(i * 0x9e3779b1, i * 1_000_003L);
    }

    @Override
    void write(DataOutput out, Object value) throws IOException {
      Pair<?, ?> pair = (Pair<?, ?>) value;
      out.writeInt((Integer) pair.key());
      out.writeLong((Long) pair.value());
    }

    @Override
    Object read(DataInput in) throws IOException {
      return Pair.of(in.readInt(), in.readLong());
    }
  },
  /** A user's record. */
  RECORD {
    @Override
    Object make(int i) {
      return new Reading("station-" + i % 50, 1_700_000_000_000L + i, i / 7.0);
    }

    @Override
    void write(DataOutput out, Object value) throws IOException {
      Reading reading = (Reading) value;
      out.writeUTF(reading.station());
      out.writeLong(reading.at());
      out.writeDouble(reading.value());
    }

    @Override
    Object read(DataInput in) throws IOException {
      return new Reading(in.readUTF(), in.readLong(), in.readDouble());
    }
  },
  /** A user's class. */
  CLASS {
    @Override
    Object make(int i) {
      return new Point(i % 2 * 2 - 1, new double[] {i, i / 3.0, i / 7.0, -i});
    }

    @Override
    void write(DataOutput out, Object value) throws IOException {
      Point point = (Point) value;
      out.writeDouble(point.label);
      out.writeInt(point.features.length);
      for (double feature : point.features) {
        out.writeDouble(feature);
      }
    }

    @Override
    Object read(DataInput in) throws IOException {
      double label = in.readDouble();
      double[] features = new double[in.readInt()];
      for (int i = 0; i < features.length; i++) {
        features[i] = in.readDouble();
      }
      return new Point(label, features);
    }
  };

  abstract Object make(int i);

  abstract void write(DataOutput out, Object value) throws IOException;

  abstract Object read(DataInput in) throws IOException;

  record Reading(String station, long at, double value) implements Serializable {}

  private static final class Point implements Serializable {
    private static final long serialVersionUID = 1L;
    private final double label;
    private final double[] features;

    Point(double label, double[] features) {
      this.label = label;
      this.features = features;
    }
  }
}
