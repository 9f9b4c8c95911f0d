package dev.firesteel.backend.tck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of the backend SPI as tests: extend it and give it a fixture. Each test's name cites
 * its rule; a check that cannot be had with the backend is aborted with the reason, never passed.
 */
public abstract class ClusterBackendContract {
  /** The backend under check. */
  protected abstract BackendFixture fixture();

  /** All rules, chapter by chapter. */
  @TestFactory
  protected Stream<DynamicNode> everyRuleHolds() {
    Verifier verifier = new Verifier(fixture());
    Map<String, List<DynamicNode>> chapters = new LinkedHashMap<>();
    for (Check check : Verifier.checks()) {
      chapters
          .computeIfAbsent(check.rule().chapter(), chapter -> new ArrayList<>())
          .add(DynamicTest.dynamicTest(name(check), () -> play(verifier, check)));
    }
    return chapters.entrySet().stream()
        .map(chapter -> DynamicContainer.dynamicContainer(chapter.getKey(), chapter.getValue()));
  }

  private static String name(Check check) {
    return check.rule() + " " + check.rule().text() + ": " + check.title();
  }

  private static void play(Verifier verifier, Check check) {
    Verifier.Finding finding = verifier.play(check);
    List<String> problems = new ArrayList<>();
    if (finding.outcome() instanceof Outcome.Failed failed) {
      problems.addAll(failed.problems());
    }
    finding.others().values().forEach(problems::addAll);
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n", problems));
    }
    if (finding.outcome() instanceof Outcome.Skipped skipped) {
      Assumptions.abort(skipped.reason());
    }
  }
}
