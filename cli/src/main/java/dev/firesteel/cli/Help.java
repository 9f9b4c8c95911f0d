package dev.firesteel.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The help pages, one resource a command. */
final class Help {
  private Help() {}

  static int show(String command, PrintWriter to) {
    to.print(page(command));
    to.flush();
    return ExitCode.OK;
  }

  static String page(String command) {
    try (InputStream in = Help.class.getResourceAsStream("help/" + command + ".txt")) {
      if (in == null) {
        throw Settings.usage(
            "There is no help on '"
                + command
                + "' (there is on submit, example, list, status, logs, kill, dispatcher, verify, config and dev-cluster)");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String version() {
    String version = Help.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
