package dev.firesteel.backend.tck;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The kit's program for executors' processes. It dials the kit, tells what it was given, and does
 * what it is told until it is told to end, the kit is gone, or its lifeline ends. Uses the JDK
 * only.
 */
public final class TckProgram {
  private final DataInputStream in;
  private final DataOutputStream out;
  private volatile boolean deaf;

  private TckProgram(Socket socket) throws IOException {
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
  }

  /** Runs until the end. */
  public static void main(String[] args) throws IOException {
    String control = System.getenv("TCK_CONTROL");
    int colon = control.lastIndexOf(':');
    try (Socket socket =
        new Socket(control.substring(0, colon), Integer.parseInt(control.substring(colon + 1)))) {
      socket.setTcpNoDelay(true);
      TckProgram program = new TckProgram(socket);
      if ("stdin".equals(System.getProperty("firesteel.lifeline"))) {
        program.watchLifeline();
      }
      program.introduce(args);
      program.obey();
    }
    Runtime.getRuntime().halt(0);
  }

  private void watchLifeline() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nothing is ever written
                }
              } catch (IOException e) {
                // the same as its end
              }
              if (!deaf) {
                Runtime.getRuntime().halt(0);
              }
            },
            "lifeline");
    watch.setDaemon(true);
    watch.start();
  }

  private void introduce(String[] args) throws IOException {
    out.writeUTF(System.getenv("TCK_TOKEN"));
    out.writeUTF(System.getenv("TCK_ID"));
    write(List.of(args));
    List<String> environment = new ArrayList<>();
    for (Map.Entry<String, String> entry : System.getenv().entrySet()) {
      if (entry.getKey().startsWith("TCK_")) {
        environment.add(entry.getKey());
        environment.add(entry.getValue());
      }
    }
    write(environment);
    String line = ProcessHandle.current().info().commandLine().orElse("");
    write(line.isEmpty() ? List.of() : List.of(line));
    out.writeUTF(System.getProperty("tck.option", ""));
    out.writeLong(Runtime.getRuntime().maxMemory() >> 20);
    out.flush();
  }

  private void write(List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  private void obey() throws IOException {
    while (true) {
      String[] command;
      try {
        command = in.readUTF().split(" ");
      } catch (IOException e) {
        return; // the kit is gone
      }
      switch (command[0]) {
        case "ping" -> {}
        case "deaf" -> {
          deaf = true; // and SIGTERM waits for a hook that never ends
          Runtime.getRuntime().addShutdownHook(new Thread(TckProgram::waitForever));
        }
        case "child" -> startChild();
        case "kill" ->
            new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
        case "exit" -> {
          reply();
          Runtime.getRuntime().halt(Integer.parseInt(command[1]));
        }
        default -> throw new IOException("Unknown command " + command[0]);
      }
      reply();
    }
  }

  private static void waitForever() {
    while (true) {
      java.util.concurrent.locks.LockSupport.park();
    }
  }

  private void reply() throws IOException {
    out.writeUTF("done");
    out.flush();
  }

  private static void startChild() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Xmx32m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            TckProgram.class.getName());
    builder.environment().compute("TCK_ID", (name, id) -> id + "/child");
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.start();
  }
}
