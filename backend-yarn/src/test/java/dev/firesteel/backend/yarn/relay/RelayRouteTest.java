package dev.firesteel.backend.yarn.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationResourceUsageReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.exceptions.ContainerNotFoundException;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayRouteTest {
  private static final ApplicationId APPLICATION = ApplicationId.newInstance(1, 1);
  private static final ApplicationAttemptId ATTEMPT =
      ApplicationAttemptId.newInstance(APPLICATION, 1);
  private static final Token<?> TOKEN =
      new Token<>(
          new byte[] {1}, new byte[] {2, 3}, AMRMTokenIdentifier.KIND_NAME, new Text("service"));

  @TempDir private Path directory;
  private final AtomicLong now = new AtomicLong();
  private FakeCluster cluster;
  private RelayRoute route;

  @BeforeEach
  void setUp() {
    cluster = new FakeCluster(directory);
    route = route(Map.of());
  }

  @AfterEach
  void tearDown() {
    route.close();
  }

  private RelayRoute route(Map<String, String> settings) {
    return new RelayRoute(Config.of(settings), new TreeMap<>(), cluster, now::get);
  }

  private ApplicationSubmissionContext prepare() throws IOException {
    ApplicationSubmissionContext context = Records.newRecord(ApplicationSubmissionContext.class);
    context.setApplicationId(APPLICATION);
    route.prepare(context);
    return context;
  }

  private static ApplicationReport report(int containers) {
    ApplicationReport report = Records.newRecord(ApplicationReport.class);
    report.setCurrentApplicationAttemptId(ATTEMPT);
    ApplicationResourceUsageReport usage = Records.newRecord(ApplicationResourceUsageReport.class);
    usage.setNumUsedContainers(containers);
    report.setApplicationResourceUsageReport(usage);
    return report;
  }

  private Path own() {
    return directory.resolve(APPLICATION.toString());
  }

  @Test
  void aTokenThatSomebodyElseLaidThereIsRefused() throws Exception {
    prepare();
    Files.writeString(own().resolve("token"), "a token of somebody else's, long enough");
    assertThatThrownBy(() -> route.look(report(1)))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("is not what the application's relay has laid there")
        .extracting(e -> ((FiresteelException) e).category())
        .isEqualTo(ErrorCategory.SECURITY);
  }

  @Test
  void aRelayThatDoesNotHandOverInTimeIsToldWithItsPlace() throws Exception {
    prepare();
    assertThat(route.look(report(1))).isEmpty();
    now.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(route.look(report(1))).isEmpty();
    now.addAndGet(1);
    assertThatThrownBy(() -> route.look(report(1)))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("on h1 has not handed over its token within 180 s")
        .hasMessageContaining("http://h1/log")
        .hasMessageContaining("firesteel.yarn.relay.wait");
  }

  @Test
  void aContainerThatIsGoneAlreadyIsNoFailureOfItsOwn() throws Exception {
    prepare();
    cluster.noPlace =
        java.util.Optional.of(new ContainerNotFoundException("it does not exist in the RM"));
    assertThat(route.look(report(1))).isEmpty();
    assertThat(cluster.asked).containsExactly(ATTEMPT);
    assertThat(route.explained("it said why")).isEqualTo("it said why");
  }

  @Test
  void waitingForAContainerHasNoEnd() throws Exception {
    prepare();
    now.addAndGet(Duration.ofDays(1).toNanos());
    assertThat(route.look(report(0))).isEmpty();
    assertThat(cluster.asked).isEmpty();
  }

  @Test
  void theRelaysPlaceIsAskedForUntilItIsKnown() throws Exception {
    prepare();
    var place = cluster.place;
    cluster.place = java.util.Optional.empty();
    route.look(report(1));
    cluster.place = place;
    route.look(report(1));
    route.look(report(1));
    assertThat(cluster.asked).containsExactly(ATTEMPT, ATTEMPT);
  }

  @Test
  void aContainerThatCannotBeMadeLeavesNoDirectory() {
    cluster.failure = java.util.Optional.of(new IOException("no"));
    assertThatThrownBy(this::prepare).hasMessage("no");
    route.close();
    assertThat(own()).doesNotExist();
  }

  @Test
  void aRelayThatComesAfterTheEndMakesNoDirectory() throws Exception {
    prepare();
    route.close();
    assertThatThrownBy(() -> cluster.hand(TOKEN)).isInstanceOf(IOException.class);
    assertThat(own()).doesNotExist();
  }

  @Test
  void tokensOfARelayThatIsNotTakenAreCancelledOnce() throws Exception {
    prepare();
    route.close();
    route.close();
    assertThat(cluster.abandoned).isEqualTo(1);
  }

  @Test
  void tokensOfARelayThatWasTakenAreTheResourceManagers() throws Exception {
    prepare();
    route.look(report(0));
    route.close();
    assertThat(cluster.abandoned).isZero();
  }

  @Test
  void aRelayThatCannotBeEndedIsNoFailure() {
    cluster.failure = java.util.Optional.of(new IOException("no"));
    route.end(ATTEMPT);
    assertThat(cluster.ended).isEmpty();
  }

  @Test
  void theTokenArrivesAndNothingIsLeft() throws Exception {
    prepare();
    assertThat(route.look(report(0))).isEmpty();
    cluster.hand(TOKEN);
    assertThat(route.look(report(1)).orElseThrow()).isEqualTo(TOKEN);
    route.close();
    assertThat(own()).doesNotExist();
    route.close();
    route.end(ATTEMPT);
    assertThat(cluster.ended).containsExactly(ATTEMPT);
  }

  @Test
  void onlyTheUserMayLookAndTheFileAloneIsOfNoUse() throws Exception {
    prepare();
    cluster.hand(TOKEN);
    Path file = own().resolve("token");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .doesNotContain("service")
        .doesNotContain(AMRMTokenIdentifier.KIND_NAME.toString());
  }

  @Test
  void itIsSmallAndOnNodesWithTheMastersLabelAlone() throws Exception {
    route.close();
    route = route(Map.of("firesteel.yarn.master-node-label", "edge"));
    ApplicationSubmissionContext context = prepare();
    assertThat(context.getUnmanagedAM()).isFalse();
    assertThat(context.getResource().getMemorySize()).isEqualTo(256);
    assertThat(context.getResource().getVirtualCores()).isEqualTo(1);
    assertThat(context.getNodeLabelExpression()).isNull();
    assertThat(context.getAMContainerResourceRequests())
        .singleElement()
        .satisfies(
            ask -> {
              assertThat(ask.getNodeLabelExpression()).isEqualTo("edge");
              assertThat(ask.getCapability()).isEqualTo(context.getResource());
            });
  }

  @Test
  void pausesGrowWithTheTime() {
    assertThat(route.pause()).isEqualTo(Duration.ofMillis(50));
    now.addAndGet(Duration.ofSeconds(4).toNanos());
    assertThat(route.pause()).isEqualTo(Duration.ofMillis(400));
    now.addAndGet(Duration.ofHours(4).toNanos());
    assertThat(route.pause()).isEqualTo(Duration.ofSeconds(1));
  }
}
