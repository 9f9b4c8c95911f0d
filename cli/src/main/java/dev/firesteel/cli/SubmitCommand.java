package dev.firesteel.cli;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code firesteel submit}: runs the main class of a user's jar, here or on a cluster. */
final class SubmitCommand {
  private final PrintWriter out;
  private final PrintWriter err;

  SubmitCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  static Options options() {
    return Arguments.application()
        .addOption(Option.builder().longOpt(Arguments.CLASS).hasArg().get());
  }

  int run(String[] words) throws ApplicationFailure {
    CommandLine line = Arguments.parse("submit", options(), Arguments.Order.OPTIONS_FIRST, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("submit", out);
    }
    List<String> rest = line.getArgList();
    if (rest.isEmpty()) {
      throw Settings.usage(
          "Cannot submit: the application's jar is missing (see firesteel help submit)");
    }
    String jar = Settings.file("application jar", rest.get(0));
    String named = line.getOptionValue(Arguments.CLASS);
    String mainClass = named == null ? manifestClass(jar) : named;
    return new Program(line, List.of(jar), mainClass, rest.subList(1, rest.size())).run(out, err);
  }

  private static String manifestClass(String jar) {
    try (JarFile file = new JarFile(jar)) {
      Manifest manifest = file.getManifest();
      String name =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (name == null) {
        throw Settings.usage(
            "Cannot run "
                + jar
                + ": its manifest names no Main-Class (give the class with --class)");
      }
      return name;
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION, "Cannot read jar " + jar + ": " + e.getMessage(), e);
    }
  }
}
