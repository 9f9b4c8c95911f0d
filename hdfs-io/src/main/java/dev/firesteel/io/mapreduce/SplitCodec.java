package dev.firesteel.io.mapreduce;

import dev.firesteel.api.classes.LoadingInputStream;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.io.storage.Replicas;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.io.serializer.Deserializer;
import org.apache.hadoop.io.serializer.SerializationFactory;
import org.apache.hadoop.io.serializer.Serializer;
import org.apache.hadoop.mapred.SplitLocationInfo;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.lib.input.CombineFileSplit;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.jspecify.annotations.Nullable;

/**
 * Turns splits of formats into bytes and back: Writables, what Hadoop's setting {@code
 * io.serializations} knows, and else by Java's serialization.
 */
final class SplitCodec {
  private final Configuration configuration;
  private @Nullable SerializationFactory serializations;

  SplitCodec(Configuration configuration) {
    this.configuration = configuration;
  }

  HadoopSplit encode(int index, InputSplit split) throws IOException, InterruptedException {
    return new HadoopSplit(
        index,
        split.getClass().getName(),
        state(split),
        split.getLength(),
        files(split),
        replicas(split));
  }

  private static List<String> files(InputSplit split) {
    if (split instanceof FileSplit file) {
      return List.of(file.getPath().toString());
    }
    return split instanceof CombineFileSplit several
        ? Arrays.stream(several.getPaths()).map(Path::toString).toList()
        : List.of();
  }

  InputSplit decode(HadoopSplit split) throws IOException, ClassNotFoundException {
    Class<? extends InputSplit> type =
        configuration.getClassByName(split.type()).asSubclass(InputSplit.class);
    InputStream in = new ByteArrayInputStream(split.state());
    if (Writable.class.isAssignableFrom(type)) {
      InputSplit decoded = Formats.create(type, configuration);
      ((Writable) decoded).readFields(new DataInputStream(in));
      return decoded;
    }
    return decoded(type, in);
  }

  private <S extends InputSplit> S decoded(Class<S> type, InputStream in)
      throws IOException, ClassNotFoundException {
    if (serializations().getSerialization(type) == null) {
      return type.cast(new LoadingInputStream(in, configuration.getClassLoader()).readObject());
    }
    Deserializer<S> deserializer = serializations().getDeserializer(type);
    deserializer.open(in);
    try {
      return deserializer.deserialize(null);
    } finally {
      deserializer.close();
    }
  }

  private byte[] state(InputSplit split) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (split instanceof Writable writable) {
      writable.write(new DataOutputStream(bytes));
    } else if (serializations().getSerialization(split.getClass()) != null) {
      serialize(split, bytes);
    } else if (split instanceof Serializable) {
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(split);
      }
    } else {
      throw new FiresteelException(
          ErrorCategory.PROGRAM,
          "Cannot send "
              + split
              + " to an executor: "
              + split.getClass().getName()
              + " is neither a Writable nor Serializable (make it one, or name its serialization in"
              + " io.serializations)");
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("unchecked")
  private void serialize(InputSplit split, ByteArrayOutputStream bytes) throws IOException {
    Serializer<InputSplit> serializer =
        serializations().getSerializer((Class<InputSplit>) split.getClass());
    serializer.open(bytes);
    try {
      serializer.serialize(split);
    } finally {
      serializer.close();
    }
  }

  private SerializationFactory serializations() {
    SerializationFactory known = serializations;
    if (known == null) {
      known = new SerializationFactory(configuration);
      serializations = known;
    }
    return known;
  }

  private static Replicas replicas(InputSplit split) throws IOException, InterruptedException {
    List<HostName> memory = new ArrayList<>();
    SplitLocationInfo[] places = split.getLocationInfo();
    if (places != null) {
      for (SplitLocationInfo place : places) {
        if (place.isInMemory() && known(place.getLocation())) {
          memory.add(new HostName(place.getLocation()));
        }
      }
    }
    List<HostName> hosts = new ArrayList<>(memory);
    String[] names = split.getLocations();
    if (names != null) {
      for (String name : names) {
        if (known(name) && !hosts.contains(new HostName(name))) {
          hosts.add(new HostName(name));
        }
      }
    }
    return new Replicas(hosts, memory, List.of());
  }

  /** File systems without places say "localhost", some formats nothing. */
  private static boolean known(@Nullable String host) {
    return host != null && !host.isEmpty() && !host.equals("localhost");
  }
}
