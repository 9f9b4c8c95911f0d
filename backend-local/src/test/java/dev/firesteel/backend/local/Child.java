package dev.firesteel.backend.local;

import dev.firesteel.api.backend.ExecutorProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An executor's program for tests: does what its first argument says. */
final class Child {
  private Child() {}

  public static void main(String[] args) throws IOException {
    System.err.println("child says " + args[0]);
    switch (args[0]) {
      case "exhaust" -> exhaust();
      case "fail" -> System.exit(Integer.parseInt(args[1]));
      case "litter" -> {
        Files.writeString(Path.of("here"), "in the current directory");
        Files.writeString(Path.of(System.getProperty("java.io.tmpdir"), "there"), "temporary");
        Files.writeString(Path.of(args[1]), Path.of("").toAbsolutePath().toString());
        for (String scratch : System.getProperty(ExecutorProgram.SCRATCH).split(":")) {
          Files.writeString(Path.of(scratch, "block"), "a block");
        }
      }
      default -> {
        Files.writeString(Path.of(args[1]), Long.toString(ProcessHandle.current().pid()));
        while (System.in.read() >= 0) {
          // until the lifeline ends
        }
      }
    }
  }

  private static void exhaust() {
    List<byte[]> all = new ArrayList<>();
    while (true) {
      all.add(new byte[1 << 20]);
    }
  }
}
