package dev.firesteel.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firesteel config}: prints the reference of all settings. */
@Command(name = "config", description = {"Lists all settings with type, default and meaning.", ""})
final class ConfigCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "WORD", description = "Only settings whose name holds this word.")
  String word = "";

  @Option(names = "--markdown", description = "As the page docs/configuration.md.")
  boolean markdown;

  @Option(names = {"--help", "-h"}, usageHelp = true, description = "Show this help.")
  boolean help;

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ConfigReference reference = ConfigReference.ofClassPath();
    out.print(markdown ? reference.markdown() : reference.text(word));
    out.flush();
    return ExitCode.OK;
  }
}
