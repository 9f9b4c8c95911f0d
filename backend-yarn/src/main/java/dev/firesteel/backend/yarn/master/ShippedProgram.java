package dev.firesteel.backend.yarn.master;

import dev.firesteel.backend.yarn.staging.StagedProgram;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/**
 * What an application master is told to run. It travels among the tokens of the master's container:
 * the ResourceManager keeps them for further attempts, and on the node only the container's user
 * can read them. So settings may hold secrets.
 *
 * @param mainClass the user's class
 * @param arguments the user's arguments
 * @param settings all settings; paths in them are those of the submitter's machine
 * @param executors what executors' containers need
 */
public record ShippedProgram(
    String mainClass,
    List<String> arguments,
    SortedMap<String, String> settings,
    StagedProgram executors) {
  private static final Text NAME = new Text("firesteel.program");

  /** Copies the collections. */
  public ShippedProgram {
    arguments = List.copyOf(arguments);
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** Without settings and arguments, which may hold secrets. */
  @Override
  public String toString() {
    return "ShippedProgram[" + mainClass + "]";
  }

  /** Puts it among a container's tokens. */
  public void addTo(Credentials tokens) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
    // the launch script reads the file of tokens line by line, so there are no lines in here
    tokens.addSecretKey(NAME, Base64.getEncoder().encode(bytes.toByteArray()));
  }

  /** Finds it among a container's tokens. */
  static Optional<ShippedProgram> from(Credentials tokens) {
    byte[] bytes = tokens.getSecretKey(NAME);
    if (bytes == null) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(bytes)))) {
      return Optional.of(read(in));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the shipped program: " + e.getMessage(), e);
    }
  }

  private void write(DataOutputStream out) throws IOException {
    text(out, mainClass);
    texts(out, arguments);
    out.writeInt(settings.size());
    for (Map.Entry<String, String> each : settings.entrySet()) {
      text(out, each.getKey());
      text(out, each.getValue());
    }
    out.writeInt(executors.resources().size());
    for (Map.Entry<String, LocalResource> each : executors.resources().entrySet()) {
      text(out, each.getKey());
      resource(out, each.getValue());
    }
    texts(out, executors.classPath());
    texts(out, executors.localized().stream().toList());
    texts(out, executors.jvmOptions());
  }

  private static ShippedProgram read(DataInputStream in) throws IOException {
    String mainClass = text(in);
    List<String> arguments = texts(in);
    SortedMap<String, String> settings = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String key = text(in);
      settings.put(key, text(in));
    }
    SortedMap<String, LocalResource> resources = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      String path = text(in);
      resources.put(path, resource(in));
    }
    StagedProgram executors =
        new StagedProgram(resources, texts(in), texts(in).stream().findFirst(), texts(in));
    return new ShippedProgram(mainClass, arguments, settings, executors);
  }

  private static void resource(DataOutputStream out, LocalResource resource) throws IOException {
    try {
      text(out, resource.getResource().toPath().toString());
    } catch (java.net.URISyntaxException e) {
      throw new IOException("Cannot ship " + resource.getResource() + ": " + e.getMessage(), e);
    }
    out.writeLong(resource.getSize());
    out.writeLong(resource.getTimestamp());
    text(out, resource.getType().name());
    text(out, resource.getVisibility().name());
    text(out, resource.getPattern() == null ? "" : resource.getPattern());
  }

  private static LocalResource resource(DataInputStream in) throws IOException {
    URL url = URL.fromPath(new Path(text(in)));
    long size = in.readLong();
    long time = in.readLong();
    LocalResourceType type = LocalResourceType.valueOf(text(in));
    LocalResourceVisibility visibility = LocalResourceVisibility.valueOf(text(in));
    String pattern = text(in);
    return pattern.isEmpty()
        ? LocalResource.newInstance(url, type, visibility, size, time)
        : LocalResource.newInstance(url, type, visibility, size, time, pattern);
  }

  private static void texts(DataOutputStream out, List<String> all) throws IOException {
    out.writeInt(all.size());
    for (String each : all) {
      text(out, each);
    }
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    List<String> all = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      all.add(text(in));
    }
    return all;
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
