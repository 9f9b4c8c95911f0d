package dev.firesteel.containers.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.report.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Every program writes the same bytes wherever it runs; {@code local[2]} is the measure. */
@Scenario
final class ParityTest {
  @TempDir Path directory;

  private Checkout checkout(String master, String name) throws Exception {
    return new Checkout(master, Files.createDirectory(directory.resolve(name)));
  }

  @Test
  void everyProgramWritesTheSameEverywhere(TestReporter reporter) throws Exception {
    Parity local = Parity.of(checkout("local[2]", "local"), reporter);
    isRight(local);
    Parity cluster = Parity.of(checkout("local-cluster[2,1,512]", "cluster"), reporter);
    assertThat(cluster.differences(local)).isEmpty();
  }

  private static void isRight(Parity parity) {
    assertThat(parity.lines("word-count")).isSorted();
    assertThat(parity.lines("word-count").stream().mapToLong(line -> number(line, 1)).sum())
        .isEqualTo(10L * parity.lines("the input text").size());
    assertThat(parity.lines("sort")).hasSize(10_000).isSorted();
    assertThat(parity.lines("sort"))
        .containsExactlyInAnyOrderElementsOf(parity.lines("the input records"))
        .allMatch(record -> record.length() == 99);
    assertThat(parity.lines("join").stream().mapToLong(line -> number(line, 2)).sum())
        .isEqualTo(
            parity.lines("the input orders").stream()
                .filter(line -> number(line, 1) < 1_000)
                .count());
    assertThat(parity.lines("page-rank")).isSorted().hasSizeGreaterThan(100);
  }

  private static long number(String line, int field) {
    return Long.parseLong(line.split("\t")[field]);
  }
}
