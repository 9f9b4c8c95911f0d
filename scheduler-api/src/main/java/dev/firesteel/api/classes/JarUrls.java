package dev.firesteel.api.classes;

import dev.firesteel.api.backend.LocalizedFiles;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the jars of settings are: in the directory that a container has of them, else as named. */
final class JarUrls {
  private JarUrls() {}

  static List<URL> of(Config config) {
    return config.get(CoreKeys.JARS).stream().map(JarUrls::url).toList();
  }

  private static URL url(String jar) {
    try {
      FileEntry entry = FileEntry.parse(jar);
      URI uri =
          LocalizedFiles.ofProcess()
              .find(entry.name())
              .or(entry::local)
              .map(Path::toUri)
              .orElseGet(() -> URI.create(entry.location()));
      if ("file".equals(uri.getScheme()) && !Files.isReadable(Path.of(uri))) {
        throw new IllegalArgumentException("there is no such readable file");
      }
      return uri.toURL();
    } catch (IllegalArgumentException | MalformedURLException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot use '"
              + jar
              + "' in "
              + CoreKeys.JARS
              + ": "
              + e.getMessage()
              + " (name paths or URIs of jars)",
          e);
    }
  }
}
