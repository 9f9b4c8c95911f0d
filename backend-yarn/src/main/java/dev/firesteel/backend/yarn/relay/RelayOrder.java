package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;

/**
 * What a relay is told: where to lay its token, sealed with which key, and by which settings. It
 * travels among the tokens of the relay's container, which on the node only the container's user
 * can read.
 *
 * @param directory the application's own directory, with its file system
 * @param seal seals what is laid there
 * @param settings Hadoop's settings of the driver, under Firesteel's names
 */
record RelayOrder(String directory, Seal seal, SortedMap<String, String> settings) {
  private static final Text NAME = new Text("firesteel.relay");

  /** Copies the map. */
  RelayOrder {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** Without the settings, which may hold secrets. */
  @Override
  public String toString() {
    return "RelayOrder[" + directory + "]";
  }

  /** Puts it among a container's tokens. */
  void addTo(Credentials tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, directory.getBytes(StandardCharsets.UTF_8));
      write(out, seal.key());
      out.writeInt(settings.size());
      for (Map.Entry<String, String> each : settings.entrySet()) {
        write(out, each.getKey().getBytes(StandardCharsets.UTF_8));
        write(out, each.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
    // the launch script reads the file of tokens line by line, so there are no lines in here
    tokens.addSecretKey(NAME, Base64.getEncoder().encode(bytes.toByteArray()));
  }

  /** Finds it among a container's tokens. */
  static RelayOrder from(Credentials tokens) throws IOException {
    byte[] encoded = tokens.getSecretKey(NAME);
    if (encoded == null) {
      throw new FiresteelException(
          ErrorCategory.INTERNAL,
          "Cannot hand over a token: there is no order among the container's tokens (this class is"
              + " started by YARN)");
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(encoded)))) {
      String directory = new String(read(in), StandardCharsets.UTF_8);
      Seal seal = Seal.of(read(in));
      SortedMap<String, String> settings = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        String key = new String(read(in), StandardCharsets.UTF_8);
        settings.put(key, new String(read(in), StandardCharsets.UTF_8));
      }
      return new RelayOrder(directory, seal, settings);
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
