package dev.firesteel.protocol.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.BinaryId;
import dev.firesteel.api.id.BroadcastId;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.TaskId;
import dev.firesteel.protocol.message.BlockAddress;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.transport.ExecutorTransport.DriverChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every transport does. */
public abstract class TransportContract {
  /** Known to both sides. */
  protected final Secret secret = Secret.random();

  /** The driver's side. */
  protected final RecordingDriver driver = new RecordingDriver();

  /** The executor's side. */
  protected final RecordingExecutor executor = new RecordingExecutor();

  private final List<AutoCloseable> open = new ArrayList<>();

  /** A new transport for a driver. */
  protected abstract DriverTransport newDriverTransport();

  /** A new transport for executors, on the same network. */
  protected abstract ExecutorTransport newExecutorTransport();

  /** The transport, which is closed after the test. */
  protected final <T extends AutoCloseable> T track(T transport) {
    open.add(0, transport);
    return transport;
  }

  @AfterEach
  void closeTransports() throws Exception {
    for (AutoCloseable transport : open) {
      transport.close();
    }
  }

  /** A registration that serves no blocks. */
  protected static ToDriver.Register registration(String id) {
    return new ToDriver.Register(
        new ExecutorId(id), "localhost", new BlockAddress(new ExecutorId(id), "", 0), 2);
  }

  /** The next element; the test's time-out ends the wait. */
  protected static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("nothing came within a minute").isNotNull();
    return next;
  }

  /** Sends to an executor. */
  protected final ExecutorChannel channel(String id) {
    return driver.channels.get(new ExecutorId(id));
  }

  @Test
  void anExecutorRegistersAndBothSidesTalk() throws Exception {
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    DriverChannel toDriver =
        track(newExecutorTransport()).connect(address, secret, registration("e-1"), executor);

    assertThat(await(driver.registrations)).isEqualTo(registration("e-1"));
    channel("e-1").send(List.of(new ToExecutor.Stop("a"), new ToExecutor.Stop("b")));
    assertThat(await(executor.messages)).isEqualTo(new ToExecutor.Stop("a"));
    assertThat(await(executor.messages)).isEqualTo(new ToExecutor.Stop("b"));
    toDriver.send(List.of(new ToDriver.BroadcastWanted(new BroadcastId(4))));
    assertThat(await(driver.messages)).isEqualTo(new ToDriver.BroadcastWanted(new BroadcastId(4)));
  }

  @Test
  void aWrongSecretIsRefusedAndTheDriverHearsNothing() {
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    ExecutorTransport transport = track(newExecutorTransport());

    assertThatThrownBy(
            () -> transport.connect(address, Secret.random(), registration("e-1"), executor))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.SECURITY));
    assertThat(driver.registrations).isEmpty();
    assertThat(driver.disconnections).isEmpty();
  }

  @Test
  void anIdThatIsConnectedIsRefusedAndCanComeBackWhenItIsGone() throws Exception {
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    ExecutorTransport transport = track(newExecutorTransport());
    DriverChannel first = transport.connect(address, secret, registration("e-1"), executor);

    assertThatThrownBy(
            () -> transport.connect(address, secret, registration("e-1"), new RecordingExecutor()))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("e-1")
        .hasMessageContaining("connected already");
    first.close();
    assertThat(await(driver.disconnections)).startsWith("e-1: ");
    transport.connect(address, secret, registration("e-1"), new RecordingExecutor());
    await(driver.registrations);
    await(driver.registrations);
  }

  @Test
  void nobodyThereIsAPassingFailure() {
    DriverTransport transport = newDriverTransport();
    DriverAddress address = transport.listen(secret, driver);
    transport.close();
    transport.close();

    assertThatThrownBy(
            () ->
                track(newExecutorTransport())
                    .connect(address, secret, registration("e-1"), executor))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.TRANSIENT))
        .hasMessageContaining(address.value());
  }

  @Test
  void closingTheExecutorsEndDeliversWhatWasSentBefore() throws Exception {
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    DriverChannel toDriver =
        track(newExecutorTransport()).connect(address, secret, registration("e-1"), executor);

    toDriver.send(List.of(new ToDriver.TasksReturned(tasks(0, 100_000))));
    toDriver.send(List.of(new ToDriver.Leaving("done")));
    toDriver.close();
    toDriver.close();
    toDriver.send(List.of(new ToDriver.Leaving("too late")));

    assertThat(await(driver.disconnections)).startsWith("e-1: ");
    assertThat(driver.messages)
        .containsExactly(
            new ToDriver.TasksReturned(tasks(0, 100_000)), new ToDriver.Leaving("done"));
    await(executor.disconnections);
    assertThat(driver.disconnections).isEmpty();
  }

  @Test
  void closingTheDriversEndDeliversWhatWasSentBefore() throws Exception {
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    track(newExecutorTransport()).connect(address, secret, registration("e-1"), executor);
    await(driver.registrations);

    channel("e-1").send(List.of(new ToExecutor.ReturnTasks(tasks(0, 100_000))));
    channel("e-1").send(List.of(new ToExecutor.Stop("done")));
    channel("e-1").close();
    channel("e-1").send(List.of(new ToExecutor.Stop("too late")));

    await(executor.disconnections);
    assertThat(executor.messages)
        .containsExactly(
            new ToExecutor.ReturnTasks(tasks(0, 100_000)), new ToExecutor.Stop("done"));
    assertThat(await(driver.disconnections)).startsWith("e-1: ");
  }

  @Test
  void closingEitherTransportDisconnectsAll() throws Exception {
    DriverTransport driverTransport = track(newDriverTransport());
    DriverAddress address = driverTransport.listen(secret, driver);
    ExecutorTransport first = track(newExecutorTransport());
    first.connect(address, secret, registration("e-1"), executor);
    RecordingExecutor second = new RecordingExecutor();
    track(newExecutorTransport()).connect(address, secret, registration("e-2"), second);
    await(driver.registrations);
    await(driver.registrations);

    first.close();
    assertThat(await(driver.disconnections)).startsWith("e-1: ");
    await(executor.disconnections);
    driverTransport.close();
    assertThat(await(driver.disconnections)).startsWith("e-2: ");
    await(second.disconnections);
  }

  @Test
  void aBatchThatIsTooLargeIsRefusedAndTheChannelLivesOn() throws Exception {
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    track(newExecutorTransport()).connect(address, secret, registration("e-1"), executor);
    await(driver.registrations);
    byte[] part = new byte[64 << 20];
    ToExecutor quarter = new ToExecutor.DefineProgram(new BinaryId(1), true, part);

    assertThatThrownBy(
            () -> channel("e-1").send(List.of(quarter, quarter, quarter, quarter, quarter)))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES));
    channel("e-1").send(List.of(quarter));
    assertThat(((ToExecutor.DefineProgram) await(executor.messages)).program().length)
        .isEqualTo(part.length);
  }

  @Test
  void eachSendersMessagesStayInOrderWhileManySendBothWays() throws Exception {
    int senders = 4;
    int each = 5_000;
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    DriverChannel toDriver =
        track(newExecutorTransport()).connect(address, secret, registration("e-1"), executor);
    await(driver.registrations);
    ExecutorChannel toExecutor = channel("e-1");

    List<Thread> threads = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      int sender = s;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  toExecutor.send(List.of(new ToExecutor.Stop(sender + ":" + i)));
                  toDriver.send(List.of(new ToDriver.Leaving(sender + ":" + i)));
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    Map<String, Integer> nextToExecutor = new ConcurrentHashMap<>();
    Map<String, Integer> nextToDriver = new ConcurrentHashMap<>();
    for (int i = 0; i < senders * each; i++) {
      assertNext(nextToExecutor, ((ToExecutor.Stop) await(executor.messages)).why());
      assertNext(nextToDriver, ((ToDriver.Leaving) await(driver.messages)).why());
    }
  }

  private static void assertNext(Map<String, Integer> next, String message) {
    String[] parts = message.split(":");
    int expected = next.merge(parts[0], 1, Integer::sum) - 1;
    assertThat(Integer.parseInt(parts[1])).isEqualTo(expected);
  }

  private static List<TaskId> tasks(int from, int to) {
    List<TaskId> tasks = new ArrayList<>();
    for (int i = from; i < to; i++) {
      tasks.add(new TaskId(i));
    }
    return tasks;
  }

  @Test
  void listenersThatAnswerEachOtherNeitherRecurseNorDeadlock() throws Exception {
    int rounds = 20_000;
    RecordingDriver echo =
        new RecordingDriver() {
          @Override
          public void received(ExecutorId id, List<ToDriver> batch) {
            super.received(id, batch);
            channels.get(id).send(List.of(new ToExecutor.Stop("again")));
          }
        };
    DriverAddress address = track(newDriverTransport()).listen(secret, echo);
    List<DriverChannel> toDriver = new ArrayList<>();
    RecordingExecutor counting =
        new RecordingExecutor() {
          private int round;

          @Override
          public void received(List<ToExecutor> batch) {
            if (++round < rounds) {
              toDriver.get(0).send(List.of(new ToDriver.Leaving("again")));
            } else {
              messages.addAll(batch);
            }
          }
        };
    toDriver.add(
        track(newExecutorTransport()).connect(address, secret, registration("e-1"), counting));
    toDriver.get(0).send(List.of(new ToDriver.Leaving("again")));

    await(counting.messages);
    assertThat(echo.messages).hasSize(rounds);
  }

  @Test
  void aListenerThatFailsLosesItsChannelOnly() throws Exception {
    DriverAddress address = track(newDriverTransport()).listen(secret, driver);
    RecordingExecutor failing =
        new RecordingExecutor() {
          @Override
          public void received(List<ToExecutor> batch) {
            throw new IllegalStateException("a defect of a listener");
          }
        };
    ExecutorTransport transport = track(newExecutorTransport());
    transport.connect(address, secret, registration("e-1"), failing);
    transport.connect(address, secret, registration("e-2"), executor);
    await(driver.registrations);
    await(driver.registrations);

    channel("e-1").send(List.of(new ToExecutor.Stop("x")));
    assertThat(await(driver.disconnections)).startsWith("e-1: ");
    assertThat(await(failing.disconnections)).contains("a defect of a listener");
    channel("e-2").send(List.of(new ToExecutor.Stop("y")));
    assertThat(await(executor.messages)).isEqualTo(new ToExecutor.Stop("y"));
  }
}
