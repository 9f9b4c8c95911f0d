package dev.firesteel.executor.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.TaskMetrics;
import dev.firesteel.protocol.message.TaskReport;
import dev.firesteel.protocol.message.TaskReport.Outcome;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.transport.ExecutorTransport.DriverChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final int LARGEST = 100;

  private final Outbox outbox = new Outbox();
  private final List<List<ToDriver>> sent = new ArrayList<>();
  private Runnable whileSending = () -> {};

  private final DriverChannel channel =
      new DriverChannel() {
        @Override
        public void send(List<ToDriver> messages) {
          if (messages.stream().mapToInt(OutboxTest::size).sum() > LARGEST) {
            throw new FiresteelException(ErrorCategory.RESOURCES, "Cannot send: too large");
          }
          sent.add(messages);
          Runnable once = whileSending;
          whileSending = () -> {};
          once.run();
        }

        @Override
        public void close() {}
      };

  private static int size(ToDriver message) {
    int size = 0;
    if (message instanceof ToDriver.TasksEnded ended) {
      for (TaskReport report : ended.reports()) {
        size +=
            report.outcome() instanceof Outcome.Answered answered ? answered.answer().length : 0;
      }
    }
    return size;
  }

  private static TaskReport report(long task, int size) {
    return new TaskReport(
        new TaskId(task),
        1,
        new Outcome.Answered(new byte[size]),
        List.of(),
        List.of(),
        TaskMetrics.NONE);
  }

  private static ToDriver other() {
    return new ToDriver.BroadcastWanted(new BroadcastId(1));
  }

  @Test
  void anAnswerThatIsTooLargeFailsItsTaskAndNoOther() {
    outbox.report(report(1, 10));
    outbox.report(report(2, 101));
    outbox.send(other());
    outbox.report(report(3, 10));
    outbox.open(channel);
    List<ToDriver> all = sent.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(4);
    assertThat(one(all.get(0)).outcome()).isInstanceOf(Outcome.Answered.class);
    assertThat(one(all.get(1)).task()).isEqualTo(new TaskId(2));
    assertThat(one(all.get(1)).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.category()).isEqualTo(ErrorCategory.RESOURCES);
              assertThat(failed.error()).contains("too large").contains("return less");
            });
    assertThat(all.get(2)).isEqualTo(other());
    assertThat(one(all.get(3)).task()).isEqualTo(new TaskId(3));
  }

  private static TaskReport one(ToDriver message) {
    List<TaskReport> reports = ((ToDriver.TasksEnded) message).reports();
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  @Test
  void manySmallAnswersAreSentThoughTogetherTheyAreTooLarge() {
    for (int i = 0; i < 5; i++) {
      outbox.report(report(i, 30));
    }
    outbox.open(channel);
    assertThat(sent).hasSize(5);
  }

  @Test
  void sendsNothingBeforeTheChannelIsOpen() {
    outbox.send(other());
    assertThat(sent).isEmpty();
    outbox.open(channel);
    assertThat(sent).containsExactly(List.of(other()));
  }

  @Test
  void anIdleOutboxSendsAtOnce() {
    outbox.open(channel);
    outbox.report(report(1, 1));
    outbox.report(report(2, 1));
    assertThat(sent).hasSize(2);
  }

  @Test
  void whatIsAddedDuringASendingGoesTogetherInOrder() {
    outbox.open(channel);
    whileSending =
        () -> {
          outbox.report(report(2, 1));
          outbox.report(report(3, 1));
          outbox.send(other());
          outbox.report(report(4, 1));
        };
    outbox.report(report(1, 1));
    assertThat(sent).hasSize(2);
    assertThat(sent.get(1)).hasSize(3);
    assertThat(((ToDriver.TasksEnded) sent.get(1).get(0)).reports())
        .extracting(TaskReport::task)
        .containsExactly(new TaskId(2), new TaskId(3));
    assertThat(sent.get(1).get(1)).isEqualTo(other());
  }
}
