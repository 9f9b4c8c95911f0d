package dev.firesteel.cli;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.engine.FetchedJars;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
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
    String jar = Settings.entry("application jar", rest.get(0), FileEntry.parse(rest.get(0)));
    String named = line.getOptionValue(Arguments.CLASS);
    String mainClass = named == null ? manifestClass(line, jar) : named;
    return new Program(line, List.of(jar), mainClass, rest.subList(1, rest.size())).run(out, err);
  }

  private static String manifestClass(CommandLine line, String jar) {
    FileEntry entry = FileEntry.parse(jar);
    if (entry.local().isEmpty() && entry.openedByTheJvm()) {
      throw Settings.usage(
          "Cannot run "
              + jar
              + ": the manifest of a jar of the web is not looked at (give the class with --class)");
    }
    Config settings = Config.of(Settings.of(line, List.of())).with(CoreKeys.JARS, jar);
    try (FetchedJars here = FetchedJars.of(settings)) {
      return FileEntry.parse(here.config().get(CoreKeys.JARS).get(0))
          .local()
          .flatMap(path -> manifestClass(path, jar))
          .orElseThrow(
              () ->
                  Settings.usage(
                      "Cannot run "
                          + jar
                          + ": its manifest names no Main-Class (give the class with --class)"));
    }
  }

  private static Optional<String> manifestClass(Path path, String jar) {
    try (JarFile file = new JarFile(path.toFile())) {
      return Optional.ofNullable(file.getManifest())
          .map(manifest -> manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS));
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION, "Cannot read jar " + jar + ": " + e.getMessage(), e);
    }
  }
}
