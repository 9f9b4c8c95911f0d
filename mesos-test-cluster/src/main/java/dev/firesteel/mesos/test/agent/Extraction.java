package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Extracts archives by their names' endings; what is no archive stays as it is. */
final class Extraction {
  private static final List<String> TARS =
      List.of(".tar", ".tgz", ".tar.gz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz");

  private Extraction() {}

  /** Whether what is called so is an archive that holds files with names of their own. */
  static boolean isOfManyFiles(String name) {
    return isTar(name) || name.endsWith(".zip");
  }

  private static boolean isTar(String name) {
    return TARS.stream().anyMatch(name::endsWith);
  }

  static void extract(Path archive, Path directory) throws IOException {
    String name = archive.getFileName().toString();
    if (isTar(name)) {
      tar(archive, directory);
    } else if (name.endsWith(".zip")) {
      zip(archive, directory);
    } else if (name.endsWith(".gz")) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
        Files.copy(in, directory.resolve(name.substring(0, name.length() - ".gz".length())));
      }
    }
  }

  private static void tar(Path archive, Path directory) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-C", directory.toString(), "-xf", archive.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar could not extract " + archive);
      }
    } catch (InterruptedException e) {
      tar.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while extracting " + archive, e);
    }
  }

  private static void zip(Path archive, Path directory) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = directory.resolve(entry.getName()).normalize();
        if (!target.startsWith(directory)) {
          throw new IOException("The archive leaves its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.toAbsolutePath().getParent());
          Files.copy(zip, target);
        }
      }
    }
  }
}
