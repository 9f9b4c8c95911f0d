package dev.firesteel.mesos.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.mesos.test.link.LinkConnection;
import dev.firesteel.mesos.test.link.LinkMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent's process does whose master is silent, or breaks the link. */
class MasterLinkTest {
  @TempDir Path directory;

  /** A master that says only what it is told to say. */
  private static final class SilentMaster implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Threads.named("silent-master");
    private final BlockingQueue<LinkMessage> heard = new LinkedBlockingQueue<>();

    SilentMaster() throws Exception {}

    LinkConnection accept() throws Exception {
      LinkConnection link =
          new LinkConnection(
              server.accept(),
              threads,
              new LinkConnection.Listener() {
                @Override
                public void received(LinkMessage message) {
                  heard.add(message);
                }

                @Override
                public void closed() {}
              });
      link.send(new LinkMessage.Ping());
      return link;
    }

    LinkMessage.Register register() throws Exception {
      while (true) {
        if (heard.poll(20, TimeUnit.SECONDS) instanceof LinkMessage.Register register) {
          return register;
        }
      }
    }

    @Override
    public void close() throws Exception {
      server.close();
      threads.shutdownNow();
    }
  }

  @Test
  void agentRegistersAgainWithItsIdWhenTheMasterIsSilentOrGone() throws Exception {
    try (SilentMaster master = new SilentMaster();
        AgentProcess agent =
            new AgentProcess(
                new AgentProcess.Plan(
                    List.of(new MasterLink.Address("127.0.0.1", master.server.getLocalPort())),
                    Endpoint.literal("127.0.0.1", 0),
                    AgentSpec.standard(),
                    directory,
                    line -> {}))) {
      LinkConnection first = master.accept();
      assertThat(master.register().agentId()).isEmpty();
      first.send(new LinkMessage.Registered("agent-7", Duration.ofMillis(500)));

      LinkConnection second = master.accept();
      LinkMessage.Register again = master.register();
      assertThat(again.agentId()).isEqualTo("agent-7");
      assertThat(again.facts().host() + ":" + again.facts().port()).isEqualTo(agent.address());
      second.close();

      try (LinkConnection third = master.accept()) {
        assertThat(master.register().agentId()).isEqualTo("agent-7");
      }
    }
  }
}
