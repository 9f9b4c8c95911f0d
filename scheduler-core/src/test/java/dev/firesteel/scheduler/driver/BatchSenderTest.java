package dev.firesteel.scheduler.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.StageId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.TaskOrder;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.ExecutorChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of batches that are too large, here of more than 10 bytes of content. */
final class BatchSenderTest {
  private static final ExecutorId EXECUTOR = new ExecutorId("e-1");
  private static final BinaryId PROGRAM = new BinaryId(7);

  private final List<String> sent = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private final Outbox outbox = new Outbox(new BatchSender(port(), this::failed));

  private void failed(ExecutorId executor, TaskId task, Throwable why) {
    failed.add(executor + " " + task + ": " + why.getMessage());
  }

  private ExecutorPort port() {
    ExecutorPort port =
        new ExecutorPort(
            event -> {},
            Config.empty().asMap(),
            new DriverBlocks(),
            new BlockAddress(BlockAddress.DRIVER, "", 0));
    port.registered(
        new ToDriver.Register(EXECUTOR, "h", new BlockAddress(EXECUTOR, "", 0), 1), new Channel());
    sent.clear();
    return port;
  }

  private final class Channel implements ExecutorChannel {
    @Override
    public void send(List<ToExecutor> messages) {
      int bytes = 0;
      List<String> batch = new ArrayList<>();
      for (ToExecutor message : messages) {
        if (message instanceof ToExecutor.RunTasks run) {
          bytes += run.tasks().stream().mapToInt(task -> task.input().length).sum();
          batch.add(run.tasks().stream().map(TaskOrder::id).toList().toString());
        } else if (message instanceof ToExecutor.DefineProgram define) {
          bytes += define.program().length;
          batch.add("program");
        }
      }
      if (bytes > 10) {
        throw new FiresteelException(ErrorCategory.RESOURCES, bytes + " bytes");
      }
      sent.addAll(batch);
    }

    @Override
    public void close() {}
  }

  private void program(int bytes) {
    outbox.add(EXECUTOR, new ToExecutor.DefineProgram(PROGRAM, true, new byte[bytes]));
  }

  private void tasks(int... bytes) {
    List<TaskOrder> orders = new ArrayList<>();
    for (int i = 0; i < bytes.length; i++) {
      orders.add(new TaskOrder(new TaskId(i), i, 0, new byte[bytes[i]]));
    }
    outbox.addTasks(EXECUTOR, new StageId(0), PROGRAM, orders);
  }

  @Test
  void whatFitsGoesTogether() {
    program(5);
    tasks(2, 3);
    outbox.flush();
    assertThat(sent).containsExactly("program", "[task-0, task-1]");
  }

  @Test
  void whatDoesNotFitTogetherGoesInPiecesInTheSameOrder() {
    program(8);
    tasks(6, 6);
    outbox.flush();
    assertThat(sent).containsExactly("program", "[task-0]", "[task-1]");
    assertThat(failed).isEmpty();
  }

  @Test
  void aTaskThatIsTooLargeByItselfFailsAndNoOther() {
    tasks(6, 11, 6);
    outbox.flush();
    assertThat(sent).containsExactly("[task-0]", "[task-2]");
    assertThat(failed).containsExactly("e-1 task-1: 11 bytes");
  }

  @Test
  void tasksWhoseProgramIsTooLargeFail() {
    program(12);
    tasks(1, 1);
    outbox.flush();
    assertThat(sent).isEmpty();
    assertThat(failed).containsExactly("e-1 task-0: 12 bytes", "e-1 task-1: 12 bytes");
  }
}
