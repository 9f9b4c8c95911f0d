package dev.firesteel.backend.tck;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Listens for {@link TckProgram}s. */
final class ProcessExecutors implements AutoCloseable {
  private final ServerSocket server;
  private final String host;
  private final String token;
  private final Roster roster;
  private final Duration patience;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  ProcessExecutors(BackendFixture fixture, String token, Roster roster) throws IOException {
    this.server = new ServerSocket(0, 0, InetAddress.getByName(fixture.bindAddress()));
    this.host = fixture.address();
    this.token = token;
    this.roster = roster;
    this.patience = fixture.patience();
    background("tck-accept", this::accept);
  }

  String address() {
    return host + ":" + server.getLocalPort();
  }

  private static void background(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        background("tck-executor", () -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      if (!in.readUTF().equals(token)) {
        return;
      }
      String id = in.readUTF();
      List<String> arguments = read(in);
      List<String> pairs = read(in);
      Map<String, String> environment = new HashMap<>();
      for (int i = 0; i < pairs.size(); i += 2) {
        environment.put(pairs.get(i), pairs.get(i + 1));
      }
      TestExecutor.Given given =
          new TestExecutor.Given(arguments, environment, read(in), in.readUTF(), in.readLong());
      Remote remote = new Remote(given, new DataOutputStream(socket.getOutputStream()), patience);
      roster.add(id, remote);
      try {
        while (true) {
          remote.replies.add(in.readUTF());
        }
      } finally {
        remote.gone.countDown();
      }
    } catch (IOException e) {
      // The process is gone.
    }
  }

  private static List<String> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }

  /** Ends the programs that are still there, too: they end with their connection. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static final class Remote implements TestExecutor {
    private final Given given;
    private final DataOutputStream out;
    private final Duration patience;
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final CountDownLatch gone = new CountDownLatch(1);

    Remote(Given given, DataOutputStream out, Duration patience) {
      this.given = given;
      this.out = out;
      this.patience = patience;
    }

    @Override
    public Given given() {
      return given;
    }

    @Override
    public void ignoreRequests() {
      tell("deaf");
    }

    @Override
    public void startChild() {
      tell("child");
    }

    @Override
    public boolean exit(int code) {
      return tell("exit " + code);
    }

    @Override
    public void kill() {
      tell("kill");
    }

    @Override
    public boolean answers() {
      return tell("ping");
    }

    /** Gives a command and waits until it is done; false if the process is gone. */
    private boolean tell(String command) {
      try {
        replies.clear();
        synchronized (out) {
          out.writeUTF(command);
          out.flush();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < deadline) {
          if (replies.poll(10, TimeUnit.MILLISECONDS) != null) {
            return true;
          }
          if (gone.getCount() == 0) {
            return replies.poll() != null;
          }
        }
        return false;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public boolean awaitGone(Duration longest) {
      try {
        return gone.await(longest.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
