package dev.firesteel.containers.report;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints the table of scenarios when all tests have run, and writes it to the file that the system
 * property {@code firesteel.report} names. JUnit's launcher finds it by its service file.
 */
public final class ReportListener implements TestExecutionListener {
  private final Report report = new Report();
  private final Map<String, Long> begun = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final PrintStream out;
  private final Optional<Path> file;
  private Optional<TestPlan> plan = Optional.empty();

  /** For the launcher. */
  public ReportListener() {
    this(System.out, Optional.ofNullable(System.getProperty("firesteel.report")).map(Path::of));
  }

  ReportListener(PrintStream out, Optional<Path> file) {
    this.out = out;
    this.file = file;
  }

  @Override
  public synchronized void testPlanExecutionStarted(TestPlan started) {
    plan = Optional.of(started);
    seen.clear();
  }

  @Override
  public synchronized void executionStarted(TestIdentifier test) {
    begun.put(test.getUniqueId(), System.nanoTime());
  }

  @Override
  public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    report.tell(test, entry.getKeyValuePairs());
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier skipped, String reason) {
    if (skipped.isTest()) {
      seen.add(skipped.getUniqueId());
      report.skip(skipped, reason);
      return;
    }
    Set<TestIdentifier> tests = testsOf(skipped);
    tests.forEach(test -> report.skip(test, reason));
    if (tests.isEmpty()) { // its tests are made when it runs
      report.skip(skipped, reason);
    }
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      seen.add(test.getUniqueId());
      long from = begun.getOrDefault(test.getUniqueId(), System.nanoTime());
      report.end(test, result, Duration.ofNanos(System.nanoTime() - from));
    } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
      testsOf(test).stream()
          .filter(inner -> !seen.contains(inner.getUniqueId()))
          .forEach(inner -> report.neverBegan(inner, result));
    }
  }

  private Set<TestIdentifier> testsOf(TestIdentifier container) {
    Set<TestIdentifier> tests = new LinkedHashSet<>();
    plan.ifPresent(
        known ->
            known.getDescendants(container).stream()
                .filter(inner -> inner.isTest() || known.getChildren(inner).isEmpty())
                .forEach(tests::add));
    return tests;
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan finished) {
    String table = report.text();
    if (table.isEmpty()) {
      return;
    }
    out.println("\n" + table);
    file.ifPresent(path -> write(path, table));
  }

  private static void write(Path path, String table) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, table);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the table of scenarios to " + path, e);
    }
  }
}
