package dev.firesteel.it.hdfs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Addresses at which there is no NameNode. */
@ExtendWith(HdfsExtension.class)
@Timeout(120)
final class AddressErrorsTest {
  private Session session;

  @BeforeEach
  void open() {
    session =
        Session.builder()
            .name("addresses")
            .master("local[1]")
            .config("firesteel.io.retry-time", "1s")
            .open();
  }

  @AfterEach
  void close() {
    session.close();
  }

  private void read(String address, String why) {
    assertThatThrownBy(() -> session.textFile("hdfs://" + address + "/in").count())
        .isInstanceOf(FiresteelException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining("hdfs://" + address + "/in: " + why)
        .hasMessageNotContaining("\n");
  }

  private static int unused() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void nobodyListens() throws Exception {
    String address = "127.0.0.1:" + unused();
    read(
        address,
        address.replace("127.0.0.1", "localhost")
            + " refuses connections (check that the NameNode runs there, and the address)");
  }

  @Test
  void aWebServerIsNoNameNode(Hdfs hdfs) {
    int port =
        Integer.parseInt(
            hdfs.configuration().get("dfs.namenode.http-address").replaceAll(".*:", ""));
    read("127.0.0.1:" + port, "127.0.0.1:" + port + " answers, but it is not a NameNode");
  }

  @Test
  void somebodyWhoSaysNothingIsNoNameNode() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread accepting =
          new Thread(
              () -> {
                try {
                  while (true) {
                    silent.accept().close();
                  }
                } catch (IOException e) {
                  // closed: the end of the test
                }
              });
      accepting.start();
      String address = "localhost:" + silent.getLocalPort();
      read(address, address + " ended the connection");
    }
  }

  @Test
  void nobodyKnowsTheHost() {
    read("no-such-host.invalid:8020", "no host 'no-such-host.invalid' is known");
  }
}
