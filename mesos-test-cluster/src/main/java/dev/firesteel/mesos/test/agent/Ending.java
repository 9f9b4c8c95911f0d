package dev.firesteel.mesos.test.agent;

import org.apache.mesos.v1.Protos.TaskStatus.Reason;

/** How a launch or a process ended. */
public sealed interface Ending {
  /** The process exited, as the JDK tells it: 128 and a signal's number if one ended it. */
  record Exit(int value) implements Ending {
    private static final int SIGNALS = 128;

    boolean isClean() {
      return value == 0;
    }

    /** In the words of the command executor. */
    String message() {
      return switch (value - SIGNALS) {
        case 1 -> signal("Hangup");
        case 2 -> signal("Interrupt");
        case 3 -> signal("Quit");
        case 6 -> signal("Aborted");
        case 7 -> signal("Bus error");
        case 8 -> signal("Floating point exception");
        case 9 -> signal("Killed");
        case 11 -> signal("Segmentation fault");
        case 13 -> signal("Broken pipe");
        case 14 -> signal("Alarm clock");
        case 15 -> signal("Terminated");
        default -> "Command exited with status " + value;
      };
    }

    private static String signal(String name) {
      return "Command terminated with signal " + name;
    }
  }

  /** There never was a process: the container could not be launched. */
  record NotLaunched(String message) implements Ending {}

  /** There never was a container. */
  record NoSandbox(String message) implements Ending {}

  /** The executor is gone. */
  record ExecutorGone(Reason reason, String message) implements Ending {}
}
