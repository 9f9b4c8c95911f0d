package dev.firesteel.cli;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firesteel submit}: runs the main class of a user's jar. */
@Command(
    name = "submit",
    description = {"Runs the main class of a jar.", ""},
    sortOptions = false,
    synopsisHeading = "Usage: ",
    customSynopsis = "firesteel submit [OPTIONS] --class CLASS JAR [ARGUMENT...]")
final class SubmitCommand implements Callable<Integer> {
  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "The class with the main method (default: Main-Class of the jar's manifest).")
  @Nullable String mainClass;

  @Mixin ApplicationOptions options = new ApplicationOptions();

  @Parameters(index = "0", paramLabel = "JAR", description = "The application's jar.")
  String jar = "";

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Arguments of the application.")
  List<String> arguments = new ArrayList<>();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    String file = Settings.file("application jar", jar);
    String name = mainClass == null ? manifestClass(file) : mainClass;
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    return new Application(options, List.of(file), err).run(name, arguments);
  }

  private static String manifestClass(String file) {
    try (JarFile jarFile = new JarFile(file)) {
      Manifest manifest = jarFile.getManifest();
      String name =
          manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
      if (name == null) {
        throw Settings.usage(
            "Cannot run " + file + ": its manifest names no Main-Class (give the class with --class)");
      }
      return name;
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION, "Cannot read jar " + file + ": " + e.getMessage(), e);
    }
  }
}
