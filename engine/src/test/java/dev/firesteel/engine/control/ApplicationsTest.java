package dev.firesteel.engine.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationsTest {
  @TempDir private Path temporary;
  private RunDirectory directory;
  private Applications applications;
  private ServerSocketChannel server;

  @BeforeEach
  void setUp() throws IOException {
    directory = new RunDirectory(temporary.resolve("run"));
    applications = Applications.in(directory);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  /** A driver that answers one request with a reply. */
  private Thread answering(String id, String reply) throws IOException {
    directory.create();
    server.bind(UnixDomainSocketAddress.of(directory.socket(id)));
    Thread thread =
        new Thread(
            () -> {
              try (Exchange exchange = new Exchange(server.accept(), Duration.ofSeconds(10))) {
                exchange.line();
                exchange.write(reply);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    return thread;
  }

  private void dead(String id) throws IOException {
    directory.create();
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(directory.socket(id)));
    }
  }

  @Test
  void withoutADirectoryThereAreNone() {
    assertThat(applications.list()).isEmpty();
    assertThatThrownBy(() -> applications.status("x"))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("No application 'x' of this user runs on this machine");
  }

  @Test
  void aDirectoryThatOthersMayEnterIsRefused() throws Exception {
    directory.create();
    Files.setPosixFilePermissions(
        temporary.resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatThrownBy(applications::list)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("only this user may enter");
    assertThatThrownBy(directory::create).isInstanceOf(IOException.class);
  }

  @Test
  void whatADeadDriverLeftIsRemoved() throws Exception {
    dead("app-1");
    assertThat(directory.socket("app-1")).exists();
    assertThat(applications.list()).isEmpty();
    assertThat(temporary.resolve("run")).doesNotExist();
  }

  @Test
  void aBeginningThatFitsTwoIsAmbiguousOnlyIfBothLive() throws Exception {
    dead("app-1");
    Thread answers = answering("app-2", "ok\nname\tlocal\t3 s\t1");
    assertThat(applications.list())
        .containsExactly(new Applications.Running("app-2", "name", "local", "3 s", "1"));
    answers.join();
  }

  @Test
  void anErrorOfTheDriverIsTold() throws Exception {
    Thread answers = answering("app-2", "error the scheduler sleeps\n");
    assertThatThrownBy(() -> applications.status("app"))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Cannot ask app-2: the scheduler sleeps");
    answers.join();
  }

  @Test
  void theStatusIsWhatTheDriverWrites() throws Exception {
    Thread answers = answering("app-2", "ok\nall is well\n");
    assertThat(applications.status("app-2")).isEqualTo("all is well\n");
    answers.join();
  }
}
