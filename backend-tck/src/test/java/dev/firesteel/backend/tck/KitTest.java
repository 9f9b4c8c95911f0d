package dev.firesteel.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.BackendEvents;
import dev.firesteel.api.backend.BackendFailure;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.RecoveryState;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.resource.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit finds what is wrong, and names the rule. */
class KitTest {
  static Stream<WrongBackends.Wrong> wrong() {
    return WrongBackends.all();
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void catchesAWrongBackendByExactlyTheRightRule(WrongBackends.Wrong wrong) {
    ContractReport report = ContractReport.of(new ToyFixture(wrong.maker()));

    assertThat(report.broken()).as("%s", print(report)).containsExactly(wrong.breaks());
    assertThat(report.passed()).isFalse();
  }

  @Test
  void catchesAProviderThatAcceptsEverything() {
    ContractReport report =
        ContractReport.of(
            new ToyFixture(ToyFixture::right) {
              @Override
              public boolean accepts(MasterUrl master) {
                return true;
              }
            });

    assertThat(report.broken()).containsExactly(Rule.P1);
  }

  @Test
  void catchesAProviderThatDoesNotShowTheRightForm() {
    ContractReport report =
        ContractReport.of(
            new ToyFixture(ToyFixture::right) {
              @Override
              public ClusterBackend open(BackendContext context) {
                if (context.master().equals(master())) {
                  return super.open(context);
                }
                throw new FiresteelException(ErrorCategory.CONFIGURATION, "Bad master");
              }
            });

    assertThat(report.broken()).containsExactly(Rule.P2);
  }

  @Test
  void everyRuleButThoseOfProcessesHasAWrongBackend() {
    Set<Rule> caught = EnumSet.of(Rule.P1, Rule.P2);
    wrong().forEach(w -> caught.add(w.breaks()));

    assertThat(caught).containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void everyRuleHasAnApplicableCheckWithTheRightBackend() {
    ContractReport report = ContractReport.of(new ToyFixture(ToyFixture::right));

    assertThat(report.passed()).as("%s", print(report)).isTrue();
    Set<Rule> passed = EnumSet.noneOf(Rule.class);
    report.rows().stream()
        .filter(row -> row.outcome() instanceof Outcome.Passed)
        .forEach(row -> passed.add(row.rule()));
    assertThat(passed).containsExactlyInAnyOrder(Rule.values());
  }

  @Test
  void saysNothingOfOtherRulesWhereThereIsNoConnection() {
    ContractReport report = ContractReport.of(new ToyFixture(Unreachable::new));

    assertThat(report.broken()).containsExactly(Rule.L1);
    assertThat(print(report)).contains("the cluster cannot be connected to: it is switched off");
    assertThat(report.rows())
        .filteredOn(row -> row.rule() != Rule.L1)
        .extracting(ContractReport.Row::outcome)
        .containsOnly(new Outcome.Blocked(Rule.L1));
  }

  @Test
  void tellsEachCheckBeforeAndAfterItIsPlayed() {
    List<String> told = new ArrayList<>();
    ContractReport report =
        ContractReport.of(
            new ToyFixture(ToyFixture::right),
            new ContractReport.Progress() {
              @Override
              public void starts(int number, int of, Rule rule, String situation) {
                told.add(number + "/" + of + " " + rule + " " + situation);
              }

              @Override
              public void done(ContractReport.Row row) {
                told.add(row.rule() + " " + row.situation());
              }
            });

    int all = report.rows().size();
    assertThat(told).hasSize(2 * all);
    assertThat(told.get(0)).isEqualTo("1/" + all + " " + told.get(1));
    assertThat(told.get(2 * all - 2)).isEqualTo(all + "/" + all + " " + told.get(2 * all - 1));
  }

  @Test
  void reportsSkippedChecksWithTheirReason() {
    String table = print(ContractReport.of(new ToyFixture(ToyFixture::right)));

    assertThat(table)
        .contains("E4    skipped  release ends processes below it")
        .contains("(executors of this backend are no processes)")
        .contains("rules broken: none");
  }

  /** All but those of submission clients, which each backend tests itself. */
  @Test
  void knowsTheRulesOfTheSpecification() throws IOException {
    Path spi =
        Path.of("../scheduler-api/src/main/java/dev/firesteel/api/backend/package-info.java");
    Matcher matcher = Pattern.compile("<b>([A-RT-Z]\\d+)</b>").matcher(Files.readString(spi));
    List<String> specified = matcher.results().map(r -> r.group(1)).toList();

    assertThat(Arrays.stream(Rule.values()).map(Rule::name)).containsExactlyElementsOf(specified);
  }

  private static final class Unreachable extends ToyBackend {
    Unreachable(BackendContext context) {
      super(context, 1, Resources.of(1, 128));
    }

    @Override
    public void start(BackendEvents to, Optional<RecoveryState> previous) {
      to.failed(new BackendFailure(ErrorCategory.CLUSTER, "it is switched off"));
    }
  }

  private static String print(ContractReport report) {
    StringBuilder text = new StringBuilder();
    report.print(text);
    return text.toString();
  }
}
