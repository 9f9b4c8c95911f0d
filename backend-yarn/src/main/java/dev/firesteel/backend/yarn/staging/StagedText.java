package dev.firesteel.backend.yarn.staging;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;
import org.apache.hadoop.yarn.api.records.LocalResourceVisibility;
import org.apache.hadoop.yarn.api.records.URL;

/** A staged program as bytes, for the application master that goes on with it. */
final class StagedText {
  private static final String RESOURCE = "resource.";
  private static final String CLASS_PATH = "class-path.";
  private static final String OPTION = "option.";
  private static final String LOCALIZED = "localized";

  private StagedText() {}

  static byte[] write(StagedProgram program) {
    Properties text = new Properties();
    int i = 0;
    for (Map.Entry<String, LocalResource> each : program.resources().entrySet()) {
      String key = RESOURCE + i++;
      LocalResource resource = each.getValue();
      text.setProperty(key + ".name", each.getKey());
      text.setProperty(key + ".path", path(resource).toString());
      text.setProperty(key + ".type", resource.getType().name());
      text.setProperty(key + ".visibility", resource.getVisibility().name());
      text.setProperty(key + ".size", Long.toString(resource.getSize()));
      text.setProperty(key + ".time", Long.toString(resource.getTimestamp()));
    }
    put(text, CLASS_PATH, program.classPath());
    put(text, OPTION, program.jvmOptions());
    program.localized().ifPresent(directory -> text.setProperty(LOCALIZED, directory));
    StringWriter to = new StringWriter();
    try {
      text.store(to, null);
    } catch (IOException e) {
      throw new IllegalStateException("Memory takes it", e);
    }
    return to.toString().getBytes(StandardCharsets.UTF_8);
  }

  static StagedProgram read(byte[] bytes) throws IOException {
    Properties text = new Properties();
    text.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
    Map<String, LocalResource> resources = new TreeMap<>();
    try {
      for (int i = 0; text.containsKey(RESOURCE + i + ".name"); i++) {
        String key = RESOURCE + i;
        resources.put(required(text, key + ".name"), resource(text, key));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("Not a staged program: " + e.getMessage(), e);
    }
    return new StagedProgram(
        resources,
        list(text, CLASS_PATH),
        Optional.ofNullable(text.getProperty(LOCALIZED)),
        list(text, OPTION));
  }

  private static LocalResource resource(Properties text, String key) throws IOException {
    return LocalResource.newInstance(
        URL.fromPath(new Path(required(text, key + ".path"))),
        LocalResourceType.valueOf(required(text, key + ".type")),
        LocalResourceVisibility.valueOf(required(text, key + ".visibility")),
        Long.parseLong(required(text, key + ".size")),
        Long.parseLong(required(text, key + ".time")));
  }

  private static Path path(LocalResource resource) {
    try {
      return resource.getResource().toPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("It was made from a path", e);
    }
  }

  private static String required(Properties text, String key) throws IOException {
    String value = text.getProperty(key);
    if (value == null) {
      throw new IOException("Not a staged program: it lacks " + key);
    }
    return value;
  }

  private static void put(Properties text, String prefix, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      text.setProperty(prefix + i, values.get(i));
    }
  }

  private static List<String> list(Properties text, String prefix) throws IOException {
    List<String> values = new ArrayList<>();
    while (text.containsKey(prefix + values.size())) {
      values.add(required(text, prefix + values.size()));
    }
    return values;
  }
}
