package dev.firesteel.backend.local;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.OptionalInt;

/** Turns a process's exit code and log into a typed reason. */
final class ExitReport {
  /** The JVM's exit code with {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int JVM_OUT_OF_MEMORY = 3;

  /** The JVM's last words with that code: they say nothing that the reason does not. */
  private static final String HEAP_FULL =
      "Terminating due to java.lang.OutOfMemoryError: Java heap space";

  private static final String UNKEPT = LocalKeys.LOG_DIR.name() + " would keep";
  private static final int SIGNAL_BASE = 128;
  private static final int TAIL_BYTES = 4096;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 7, "SIGBUS", 9, "SIGKILL", 11,
          "SIGSEGV", 15, "SIGTERM");

  private ExitReport() {}

  static LossReason of(ExecutorLaunch launch, int code, ChildDirectories directories) {
    String tail = tail(directories.stdout()) + tail(directories.stderr());
    boolean memory =
        code == ExecutorProgram.OUT_OF_MEMORY
            || (code == JVM_OUT_OF_MEMORY && tail.contains("java.lang.OutOfMemoryError"));
    String how =
        "Executor "
            + launch.executor()
            + " ended "
            + (memory ? heap(launch) : how(code, directories));
    String rest = tail.replace(HEAP_FULL, "").strip();
    String log = rest.isEmpty() ? "" : "; the end of its log:\n" + rest;
    return new LossReason(
        memory ? LossCause.MEMORY_EXCEEDED : LossCause.EXITED,
        OptionalInt.of(code),
        code == 0 ? how : how + log,
        directories.keptLogs().map(Path::toString).orElse(""));
  }

  private static String heap(ExecutorLaunch launch) {
    return "because its heap of "
        + launch.profile().executor().memoryMiB()
        + " MiB is full (raise firesteel.executor.memory, or use more and smaller partitions)";
  }

  private static String how(int code, ChildDirectories directories) {
    if (code <= SIGNAL_BASE) {
      return "by itself with exit code " + code;
    }
    int signal = code - SIGNAL_BASE;
    String name = SIGNALS.getOrDefault(signal, "signal " + signal);
    String hint =
        switch (name) {
          case "SIGKILL" ->
              ": from outside, or by the kernel if this machine's memory is exhausted";
          case "SIGSEGV", "SIGBUS", "SIGABRT" ->
              ": its JVM crashed, see jvm-error beside its log"
                  + (directories.keptLogs().isPresent() ? "" : ", which " + UNKEPT);
          default -> ": from outside";
        };
    return "by " + name + " (exit code " + code + ")" + hint;
  }

  private static String tail(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long from = Math.max(0, channel.size() - TAIL_BYTES);
      ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - from));
      while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
        // until all is read
      }
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
