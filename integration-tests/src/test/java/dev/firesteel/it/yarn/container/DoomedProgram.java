package dev.firesteel.it.yarn.container;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A program for containers that ends in the way that its first argument says. */
public final class DoomedProgram {
  private static final int CHUNK = 8 << 20;

  private DoomedProgram() {}

  /** Runs until the end. */
  public static void main(String[] arguments) throws Exception {
    System.err.println("last words of " + arguments[0]);
    System.out.println("secret is known: " + "hush".equals(System.getenv("SECRET")));
    List<Object> kept = new ArrayList<>();
    switch (arguments[0]) {
      case "exit" -> Runtime.getRuntime().halt(Integer.parseInt(arguments[1]));
      case "fill-heap" -> {
        while (true) {
          kept.add(new byte[CHUNK]);
        }
      }
      case "fill-container" -> {
        while (true) {
          kept.add(touched());
        }
      }
      case "kill" ->
          new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid())).start();
      default -> {}
    }
    Thread.currentThread().join(); // until it is ended
  }

  private static ByteBuffer touched() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    for (int i = 0; i < CHUNK; i += 1024) {
      buffer.put(i, (byte) 1);
    }
    return buffer;
  }
}
