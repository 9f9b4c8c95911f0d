package dev.firesteel.scheduler.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.dataset.StorageLevel;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.BlockName;
import dev.firesteel.protocol.message.CopyOrder;
import dev.firesteel.protocol.message.CopyReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Copies of kept partitions. */
final class CopiesTest {
  private static final ExecutorId E0 = new ExecutorId("e-0");
  private static final ExecutorId E1 = new ExecutorId("e-1");
  private static final ExecutorId E2 = new ExecutorId("e-2");

  private static ToDriver.DatasetBlock block(int partition) {
    return new ToDriver.DatasetBlock(new DatasetId(7), partition);
  }

  /** A job whose tasks keep the partitions of dataset 7; they end one by one where they were. */
  private static void keep(Scene scene, StorageLevel level, int partitions) {
    scene.submit(Plans.job(0).persist(7, level).result(partitions));
    for (int p = 0; p < partitions; p++) {
      Scene.Sent sent = scene.inHand(0, p);
      scene.end(sent.executor(), Scene.report(sent, new Outcome.Answered(new byte[0]), block(p)));
    }
  }

  private static ExecutorId holder(Scene scene, int partition) {
    return scene.history(Action.RunTasks.class).stream()
        .filter(run -> run.attempts().stream().anyMatch(a -> a.partition() == partition))
        .findFirst()
        .orElseThrow()
        .executor();
  }

  /** All orders so far, with their receivers. */
  private static List<Action.Send> orders(Scene scene) {
    return scene.history(Action.Send.class).stream()
        .filter(send -> send.message() instanceof ToExecutor.CopyBlocks)
        .toList();
  }

  private static CopyOrder order(StorageLevel level, int partition, ExecutorId from, String host) {
    return new CopyOrder(
        new BlockName.Partition(block(partition)),
        level.name(),
        0,
        new BlockAddress(from, host, 7));
  }

  private static List<Action> report(Scene scene, ExecutorId at, int partition, String error) {
    return scene.on(
        new Event.BlocksCopied(
            at, List.of(new CopyReport(new BlockName.Partition(block(partition)), error))));
  }

  @Test
  void aLevelWithOneCopyOrdersNothing() {
    Scene scene = Scene.with(2);
    keep(scene, StorageLevel.MEMORY, 1);
    assertThat(orders(scene)).isEmpty();
  }

  @Test
  void aLevelWithTwoCopiesOrdersTheSecondElsewhereOnce() {
    Scene scene = Scene.with(2);
    keep(scene, StorageLevel.MEMORY_2, 1);
    ExecutorId first = holder(scene, 0);
    ExecutorId second = first.equals(E0) ? E1 : E0;
    assertThat(orders(scene))
        .containsExactly(
            new Action.Send(
                second,
                new ToExecutor.CopyBlocks(
                    List.of(
                        order(StorageLevel.MEMORY_2, 0, first, first.equals(E0) ? "h0" : "h1")))));
    report(scene, second, 0, "");
    assertThat(orders(scene)).hasSize(1);
  }

  @Test
  void aCopyGoesToAnotherRackIfThereIsOneElseToAnotherHost() {
    Scene scene = new Scene(Scene.settings(4));
    scene.connect();
    List.of("h0", "h0", "h01", "h1").forEach(scene::executor);
    keep(scene, StorageLevel.MEMORY_2, 1);
    assertThat(holder(scene, 0)).isEqualTo(E0);
    assertThat(orders(scene).get(0).executor()).isEqualTo(new ExecutorId("e-3"));
    scene.lose(new ExecutorId("e-3"), LossCause.HOST_LOST);
    assertThat(orders(scene).get(1).executor()).isEqualTo(E2);
  }

  @Test
  void withOneExecutorThereIsNoCopyButANoticeOnceAndACopyWhenAnotherComes() {
    Scene scene = new Scene(Scene.settings(2));
    scene.connect();
    scene.executor("h0");
    keep(scene, StorageLevel.DISK_2, 2);
    assertThat(orders(scene)).isEmpty();
    assertThat(scene.history(Action.Tell.class))
        .containsOnlyOnce(new Action.Tell(new Notice.NoPlaceForCopies(new DatasetId(7), E0)));
    scene.executor("h1");
    assertThat(scene.sent(ToExecutor.CopyBlocks.class).get(0).orders()).hasSize(2);
  }

  @Test
  void thoseThatAreGoneHideNobodyWhoMayHaveACopy() {
    Scene scene = Scene.with(20);
    for (int i = 0; i < 18; i++) {
      scene.lose(new ExecutorId("e-" + i), LossCause.HOST_LOST);
    }
    assertThat(scene.census().gone()).isZero();
    keep(scene, StorageLevel.MEMORY_2, 1);
    assertThat(orders(scene)).hasSize(1);
  }

  @Test
  void theLossOfAHolderOrdersANewCopyFromTheOneLeft() {
    Scene scene = Scene.with(3);
    keep(scene, StorageLevel.MEMORY_2, 1);
    ExecutorId first = holder(scene, 0);
    ExecutorId second = orders(scene).get(0).executor();
    report(scene, second, 0, "");
    scene.lose(first, LossCause.HOST_LOST);
    ToExecutor.CopyBlocks again = scene.sent(ToExecutor.CopyBlocks.class).get(0);
    assertThat(again.orders().get(0).from().owner()).isEqualTo(second);
    assertThat(orders(scene).get(1).executor()).isNotIn(first, second);
  }

  @Test
  void aReceiverThatIsLostIsReplaced() {
    Scene scene = Scene.with(3);
    keep(scene, StorageLevel.MEMORY_2, 1);
    ExecutorId receiver = orders(scene).get(0).executor();
    scene.lose(receiver, LossCause.HOST_LOST);
    assertThat(orders(scene).get(1).executor()).isNotIn(receiver, holder(scene, 0));
  }

  @Test
  void aFailedCopyIsTriedElsewhereAndGivenUpWhenAllHaveTried() {
    Scene scene = Scene.with(3);
    keep(scene, StorageLevel.MEMORY_2, 1);
    ExecutorId receiver = orders(scene).get(0).executor();
    report(scene, receiver, 0, "no room");
    ExecutorId other = orders(scene).get(1).executor();
    assertThat(other).isNotIn(receiver, holder(scene, 0));
    assertThat(report(scene, other, 0, "no room")).isEmpty();
  }

  @Test
  void anExecutorFetchesFourAtATime() {
    Scene scene = Scene.with(2);
    keep(scene, StorageLevel.MEMORY_2, 12);
    List<Action.Send> before = orders(scene).stream().filter(s -> s.executor().equals(E1)).toList();
    assertThat(
            before.stream()
                .mapToInt(s -> ((ToExecutor.CopyBlocks) s.message()).orders().size())
                .sum())
        .isEqualTo(4);
    BlockName first = ((ToExecutor.CopyBlocks) before.get(0).message()).orders().get(0).block();
    scene.on(new Event.BlocksCopied(E1, List.of(new CopyReport(first, ""))));
    assertThat(scene.sent(ToExecutor.CopyBlocks.class))
        .hasSize(1)
        .first()
        .satisfies(copy -> assertThat(copy.orders()).hasSize(1));
  }

  @Test
  void nothingIsOrderedForAForgottenDatasetAndLateCopiesAreForgotten() {
    Scene scene = Scene.with(3);
    keep(scene, StorageLevel.MEMORY_2, 1);
    ExecutorId receiver = orders(scene).get(0).executor();
    scene.on(new Event.DatasetForgotten(new DatasetId(7)));
    scene.lose(holder(scene, 0), LossCause.HOST_LOST);
    assertThat(orders(scene)).hasSize(1);
    assertThat(report(scene, receiver, 0, ""))
        .containsExactly(new Action.Send(receiver, new ToExecutor.ForgetDataset(new DatasetId(7))));
  }

  @Test
  void whatIsDroppedForLackOfMemoryIsNotCopiedAgain() {
    Scene scene = Scene.with(3);
    keep(scene, StorageLevel.MEMORY_2, 1);
    ExecutorId receiver = orders(scene).get(0).executor();
    report(scene, receiver, 0, "");
    assertThat(scene.on(new Event.BlocksDropped(receiver, List.of(block(0))))).isEmpty();
  }

  @Test
  void copiesAreSpreadOverExecutors() {
    Scene scene = Scene.with(4);
    keep(scene, StorageLevel.MEMORY_2, 8);
    assertThat(
            orders(scene).stream()
                .collect(Collectors.groupingBy(Action.Send::executor, Collectors.counting())))
        .hasSize(4)
        .allSatisfy((executor, times) -> assertThat(times).isLessThanOrEqualTo(3));
  }

  @Test
  void aTaskAwayFromItsKeptPartitionIsToldWhoKeepsIt() {
    Scene scene = Scene.with(2);
    keep(scene, StorageLevel.MEMORY, 1);
    ExecutorId holder = holder(scene, 0);
    // Two jobs keep the holder's slots busy; the third goes elsewhere after the wait.
    scene.submit(Plans.job(1).persist(7, StorageLevel.MEMORY).result(1));
    scene.submit(Plans.job(2).persist(7, StorageLevel.MEMORY).result(1));
    assertThat(scene.inHand(holder)).hasSize(2);
    scene.submit(Plans.job(3).persist(7, StorageLevel.MEMORY).result(1));
    for (int level = 0; level < 3; level++) {
      scene.fire(new Timer.Locality(new StageId(300)));
    }
    List<Action> last = scene.last();
    ToExecutor.KeptElsewhere told =
        new ToExecutor.KeptElsewhere(
            List.of(
                new ToExecutor.Holders(
                    block(0),
                    List.of(new BlockAddress(holder, holder.equals(E0) ? "h0" : "h1", 7)))));
    ExecutorId other = holder.equals(E0) ? E1 : E0;
    int tells = last.indexOf(new Action.Send(other, told));
    int runs =
        IntStream.range(0, last.size())
            .filter(i -> last.get(i) instanceof Action.RunTasks)
            .findFirst()
            .orElseThrow();
    assertThat(tells).isBetween(0, runs - 1);
    assertThat(scene.history(Action.Send.class))
        .filteredOn(send -> send.message() instanceof ToExecutor.KeptElsewhere)
        .hasSize(1);
  }
}
