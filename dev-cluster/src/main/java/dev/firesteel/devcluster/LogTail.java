package dev.firesteel.devcluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a daemon's log, for messages. */
final class LogTail {
  private static final int LINES = 30;

  private LogTail() {}

  /** Where the log is and its last lines, to stand behind a message. */
  static String of(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return "; the end of "
          + log
          + ":\n  "
          + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return " (and it has no log at " + log + ")";
    }
  }
}
