package dev.firesteel.cli;

import dev.firesteel.backend.tck.ContractReport;
import dev.firesteel.backend.tck.Rule;
import java.io.PrintWriter;
import java.util.Locale;

/** A line for each check that is done; on a terminal one line that tells the one that is played. */
final class VerifyProgress implements ContractReport.Progress {
  private static final String START_OF_LINE = "\r\033[K";

  private final PrintWriter err;
  private final boolean terminal = Boolean.getBoolean("launcher.terminal");
  private String position = "";

  VerifyProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void starts(int number, int of, Rule rule, String situation) {
    position = String.format(Locale.ROOT, "[%2d/%d] %s", number, of, rule);
    if (terminal) {
      err.print(START_OF_LINE + position + " " + situation);
      err.flush();
    }
  }

  @Override
  public void done(ContractReport.Row row) {
    String result = row.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    if (!terminal) {
      err.println(position + " " + result + ": " + row.situation());
    } else {
      err.print(START_OF_LINE);
      err.flush();
    }
  }
}
