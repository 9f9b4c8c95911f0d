package dev.firesteel.api.classes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles classes into a jar. */
final class Jars {
  private final Path directory;
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();

  Jars(Path directory) {
    this.directory = directory;
  }

  /** A class that tells a word; its name with its package. */
  Jars says(String type, String word) {
    int dot = type.lastIndexOf('.');
    return source(
        type,
        "package %s; public class %s { @Override public String toString() { return \"%s\"; } }"
            .formatted(type.substring(0, dot), type.substring(dot + 1), word));
  }

  Jars source(String type, String source) {
    sources.put(type.replace('.', '/') + ".java", source);
    return this;
  }

  Jars text(String name, String text) {
    texts.put(name, text);
    return this;
  }

  Path write(String name) throws IOException {
    Path work = Files.createDirectories(directory.resolve(name + ".d"));
    List<String> words = new ArrayList<>(List.of("-proc:none", "-d", work.toString()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = directory.resolve(name + ".src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
      words.add(file.toString());
    }
    if (!sources.isEmpty()
        && ToolProvider.getSystemJavaCompiler()
                .run(
                    null, OutputStream.nullOutputStream(), System.err, words.toArray(String[]::new))
            != 0) {
      throw new IllegalStateException("Cannot compile " + sources.keySet());
    }
    Path jar = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(work)) {
      for (Path file :
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        out.putNextEntry(new JarEntry(work.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
      for (Map.Entry<String, String> text : texts.entrySet()) {
        out.putNextEntry(new JarEntry(text.getKey()));
        out.write(text.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    return jar;
  }
}
