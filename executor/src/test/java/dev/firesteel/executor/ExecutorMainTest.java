package dev.firesteel.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.executor.run.ExecutorArguments;
import dev.firesteel.executor.run.ExecutorIdentity;
import dev.firesteel.executor.run.ExitCode;
import dev.firesteel.protocol.message.ToDriver;
import dev.firesteel.protocol.message.ToExecutor;
import dev.firesteel.protocol.network.NettyDriverTransport;
import dev.firesteel.protocol.network.NetworkSettings;
import dev.firesteel.protocol.transport.DriverAddress;
import dev.firesteel.protocol.transport.DriverListener;
import dev.firesteel.protocol.transport.DriverTransport;
import dev.firesteel.protocol.transport.ExecutorChannel;
import dev.firesteel.protocol.transport.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorMainTest {
  private static final Secret SECRET = Secret.random();

  @TempDir Path local;
  @TempDir Path logs;

  private static List<String> arguments(DriverAddress driver) {
    return new ExecutorArguments(
            new ExecutorIdentity(new ExecutorId("e-1"), "h1", 2), driver, "localhost")
        .toList();
  }

  private static int run(List<String> arguments) {
    return ExecutorMain.run(arguments, Map.of(Secret.ENVIRONMENT, SECRET.toHex()));
  }

  @Test
  void refusesWrongArguments() {
    assertThat(run(List.of())).isEqualTo(ExitCode.USAGE.code());
    assertThat(run(List.of("e", "tcp:h:1", "h", "many", "h"))).isEqualTo(ExitCode.USAGE.code());
    assertThat(run(List.of("e", "tcp:h:1", "h", "0", "h"))).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void refusesAMissingOrBrokenSecret() {
    List<String> arguments = arguments(new DriverAddress("tcp:localhost:1"));
    assertThat(ExecutorMain.run(arguments, Map.of())).isEqualTo(ExitCode.USAGE.code());
    assertThat(ExecutorMain.run(arguments, Map.of(Secret.ENVIRONMENT, "xyz")))
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void refusesAnAddressOfAnotherKind() {
    assertThat(run(arguments(new DriverAddress("memory:driver-1"))))
        .isEqualTo(ExitCode.CONFIGURATION.code());
  }

  @Test
  void endsIfNoDriverListens() {
    assertThat(run(arguments(new DriverAddress("tcp:127.0.0.1:1"))))
        .isEqualTo(ExitCode.NO_DRIVER.code());
  }

  @Test
  void endsIfItsSecretIsWrong() {
    try (Driver driver = new Driver(Secret.random())) {
      assertThat(run(arguments(driver.address))).isEqualTo(ExitCode.REFUSED.code());
    }
  }

  @Test
  void aProcessDiesWithItsDriverAndLeavesNothing() throws Exception {
    Driver driver = new Driver(SECRET);
    Process process = start(driver.address);
    driver.await(ToDriver.Heartbeat.class);
    assertThat(files()).hasSize(1);
    driver.close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.DRIVER_GONE.code());
    assertThat(files()).isEmpty();
  }

  @Test
  void aProcessEndsWhenTold() throws Exception {
    try (Driver driver = new Driver(SECRET)) {
      Process process = start(driver.address);
      driver.await(ToDriver.Heartbeat.class);
      driver.channel.send(List.of(new ToExecutor.Stop("done")));
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void aTerminatedProcessLeavesNothing() throws Exception {
    try (Driver driver = new Driver(SECRET)) {
      Process process = start(driver.address);
      driver.await(ToDriver.Heartbeat.class);
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNext() throws Exception {
    try (Driver driver = new Driver(SECRET)) {
      Process process = start(driver.address);
      driver.await(ToDriver.Heartbeat.class);
      process.destroyForcibly();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(files()).hasSize(1);
      driver.gone.take();
      Process next = start(driver.address);
      driver.await(ToDriver.Register.class);
      driver.await(ToDriver.Heartbeat.class);
      driver.channel.send(List.of(new ToExecutor.Stop("done")));
      assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(files()).isEmpty();
    }
  }

  private Process start(DriverAddress driver) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Stream<String> command =
        Stream.concat(
            Stream.of(
                java,
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ExecutorMain.class.getName()),
            arguments(driver).stream());
    ProcessBuilder builder = new ProcessBuilder(command.toList()).redirectErrorStream(true);
    builder.redirectOutput(Files.createTempFile(logs, "executor", ".log").toFile());
    builder.environment().put(Secret.ENVIRONMENT, SECRET.toHex());
    return builder.start();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(local)) {
      return all.toList();
    }
  }

  /** A driver on a TCP port. */
  private final class Driver implements DriverListener, AutoCloseable {
    final BlockingQueue<ToDriver> told = new LinkedBlockingQueue<>();
    final BlockingQueue<ExecutorId> gone = new LinkedBlockingQueue<>();
    final DriverTransport transport = new NettyDriverTransport(NetworkSettings.loopback());
    final DriverAddress address;
    volatile ExecutorChannel channel;

    Driver(Secret secret) {
      address = transport.listen(secret, this);
    }

    @Override
    public void registered(ToDriver.Register registration, ExecutorChannel newChannel) {
      channel = newChannel;
      told.add(registration);
      TreeMap<String, String> config = new TreeMap<>();
      config.put(CoreKeys.LOCAL_DIRS.name(), local.toString());
      config.put(CoreKeys.HEARTBEAT_INTERVAL.name(), "10ms");
      newChannel.send(List.of(new ToExecutor.Welcome(config)));
    }

    @Override
    public void received(ExecutorId executor, List<ToDriver> messages) {
      told.addAll(messages);
    }

    @Override
    public void disconnected(ExecutorId executor, String why) {
      gone.add(executor);
    }

    void await(Class<? extends ToDriver> type) throws InterruptedException {
      ToDriver next;
      do {
        next = told.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("waiting for %s", type).isNotNull();
      } while (!type.isInstance(next));
    }

    @Override
    public void close() {
      transport.close();
    }
  }
}
