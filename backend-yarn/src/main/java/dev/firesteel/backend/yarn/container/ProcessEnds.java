package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import java.util.Map;
import java.util.OptionalInt;

/** Why a process ended, from its exit code and the end of its log. */
final class ProcessEnds {
  /** The JVM's exit code with {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int JVM_OUT_OF_MEMORY = 3;

  /** The shell's exit codes for a program that is no program, and for one that is not there. */
  private static final int NOT_EXECUTABLE = 126;

  private static final int NOT_FOUND = 127;
  private static final int SIGNAL_BASE = 128;

  /** The JVM's last words with its code: they say nothing that the reason does not. */
  private static final String HEAP_FULL =
      "Terminating due to java.lang.OutOfMemoryError: Java heap space";

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 6, "SIGABRT", 7, "SIGBUS", 9, "SIGKILL", 11,
          "SIGSEGV", 15, "SIGTERM");

  private ProcessEnds() {}

  static LossReason reason(EndedContainer ended, int code, Diagnostics told) {
    boolean memory =
        code == ExecutorProgram.OUT_OF_MEMORY
            || (code == JVM_OUT_OF_MEMORY && told.log().contains("java.lang.OutOfMemoryError"));
    if (memory) {
      return reason(ended, LossCause.MEMORY_EXCEEDED, code, exhausted(ended, told), told);
    }
    boolean noProgram = code == NOT_FOUND || code == NOT_EXECUTABLE;
    if (noProgram && (told.log().contains("java") || told.log().isEmpty())) {
      return reason(ended, LossCause.LAUNCH_FAILED, code, LaunchFailures.noJava(ended), told);
    }
    String how = ended.process() + " ended on " + ended.host() + " " + how(ended, code);
    String advice = LaunchFailures.advice(ended, told);
    String text = advice.isEmpty() ? how : how + ": " + advice;
    return code == 0
        ? new LossReason(LossCause.EXITED, OptionalInt.of(code), how, ended.logAddress())
        : reason(ended, LossCause.EXITED, code, text, told);
  }

  private static String exhausted(EndedContainer ended, Diagnostics told) {
    String begin = ended.process() + " ended on " + ended.host() + " because ";
    if (told.log().contains("OutOfMemoryError: Metaspace")) {
      return begin + "its JVM has no room for more classes (load fewer)";
    }
    if (told.log().contains("unable to create native thread")) {
      return begin
          + "the node gives it no more threads or memory (use fewer threads, or raise the limits of"
          + " the node's user)";
    }
    return begin
        + "its heap of "
        + ended.heapMiB()
        + " MiB is full (raise "
        + ended.keys().heap()
        + ", or use more and smaller partitions)";
  }

  private static String how(EndedContainer ended, int code) {
    if (code <= SIGNAL_BASE) {
      return "by itself with exit code " + code;
    }
    int signal = code - SIGNAL_BASE;
    String name = SIGNALS.getOrDefault(signal, "signal " + signal);
    String hint =
        switch (name) {
          case "SIGKILL" ->
              ": from outside, or by the kernel because the node's memory or the container's of "
                  + ended.containerMiB()
                  + " MiB was exhausted (then raise "
                  + ended.keys().overhead()
                  + ")";
          case "SIGSEGV", "SIGBUS", "SIGABRT" -> ": its JVM crashed, see jvm-error among its logs";
          default -> ": from outside";
        };
    return "by " + name + " (exit code " + code + ")" + hint;
  }

  private static LossReason reason(
      EndedContainer ended, LossCause cause, int code, String text, Diagnostics told) {
    return new LossReason(
        cause, OptionalInt.of(code), text + told.withLog(HEAP_FULL), ended.logAddress());
  }
}
