package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;

/**
 * Why a container is gone, from the status that YARN gives it.
 *
 * <p>A status below 0 is one of {@link ContainerExitStatus}, of which some say only who ended the
 * container; the words with it say why. All others are the process's exit code.
 */
public final class ExitStatuses {
  /** How a NodeManager that was started again says that it does not know. */
  private static final int UNKNOWN_CODE = 154;

  /** A NodeManager could not even try. */
  private static final int NOT_TRIED = -1;

  private static final Pattern USAGE =
      Pattern.compile("Current usage: (.+?) physical memory used; (.+?) virtual memory used");
  private static final Pattern SIGNALLED =
      Pattern.compile("Sent signal \\w*SHUTDOWN \\(\\w+\\) to pid \\d+ as user (\\S+)");

  private ExitStatuses() {}

  /**
   * The reason.
   *
   * @param status an exit status of YARN
   * @param diagnostics what YARN says besides; may be empty
   */
  public static LossReason reason(EndedContainer ended, int status, String diagnostics) {
    Diagnostics told = Diagnostics.of(diagnostics);
    if (status >= 0) {
      return process(ended, status, told);
    }
    return switch (status) {
      case ContainerExitStatus.INVALID, NOT_TRIED ->
          reason(ended, LossCause.LAUNCH_FAILED, LaunchFailures.onNode(ended, told));
      case ContainerExitStatus.ABORTED -> aborted(ended, told);
      case ContainerExitStatus.DISKS_FAILED ->
          reason(
              ended,
              LossCause.DISK_FAILED,
              ended.process()
                  + " ended because disks of "
                  + ended.host()
                  + " failed"
                  + told.inBrackets());
      case ContainerExitStatus.PREEMPTED ->
          taken(ended, "the cluster needs its resources for somebody else", told);
      case ContainerExitStatus.KILLED_EXCEEDED_VMEM -> virtualMemory(ended, told);
      case ContainerExitStatus.KILLED_EXCEEDED_PMEM -> physicalMemory(ended, told);
      case ContainerExitStatus.KILLED_BY_APPMASTER ->
          reason(ended, LossCause.RELEASED, ended.process() + " was released");
      case ContainerExitStatus.KILLED_BY_RESOURCEMANAGER ->
          taken(ended, "the ResourceManager ended its container", told);
      case ContainerExitStatus.KILLED_AFTER_APP_COMPLETION ->
          reason(
              ended,
              LossCause.STOPPED,
              ended.process() + " ended with its application" + told.inBrackets());
      case ContainerExitStatus.KILLED_BY_CONTAINER_SCHEDULER ->
          taken(ended, "its node makes room for guaranteed containers", told);
      case ContainerExitStatus.KILLED_FOR_EXCESS_LOGS ->
          reason(
              ended,
              LossCause.EXITED,
              ended.process()
                  + " was killed on "
                  + ended.host()
                  + " because it logged more than the cluster allows"
                  + told.inBrackets()
                  + " (log less)");
      default ->
          reason(
              ended,
              LossCause.HOST_LOST,
              ended.process()
                  + " was ended on "
                  + ended.host()
                  + " with YARN's status "
                  + status
                  + told.inBrackets());
    };
  }

  private static LossReason aborted(EndedContainer ended, Diagnostics told) {
    String words = told.whole();
    if (words.contains("released by application")) {
      return reason(ended, LossCause.RELEASED, ended.process() + " was released");
    }
    if (words.contains("completed application")) {
      return reason(ended, LossCause.STOPPED, ended.process() + " ended with its application");
    }
    if (words.contains("preempted")) {
      return taken(ended, "the cluster needs its resources for somebody else", told);
    }
    if (words.contains("expired")) {
      return reason(
          ended,
          LossCause.LAUNCH_FAILED,
          ended.process()
              + " was not started on "
              + ended.host()
              + " in time: its container expired (check that the NodeManager there can be reached and"
              + " has started it)");
    }
    return reason(
        ended,
        LossCause.HOST_LOST,
        ended.process() + " is gone with its host " + ended.host() + told.inBrackets());
  }

  private static LossReason taken(EndedContainer ended, String why, Diagnostics told) {
    return reason(
        ended,
        LossCause.PREEMPTED,
        ended.process() + " was ended on " + ended.host() + ": " + why + told.inBrackets());
  }

  private static LossReason physicalMemory(EndedContainer ended, Diagnostics told) {
    Matcher usage = USAGE.matcher(told.whole());
    String used = usage.find() ? ": " + usage.group(1) : "";
    return reason(
        ended,
        LossCause.MEMORY_EXCEEDED,
        ended.process()
            + " was killed on "
            + ended.host()
            + " because it used more memory than its container has, "
            + ended.containerMiB()
            + " MiB for a heap of "
            + ended.heapMiB()
            + " MiB and all else"
            + used
            + " (raise "
            + ended.keys().overhead()
            + ", or use less memory outside the heap)");
  }

  private static LossReason virtualMemory(EndedContainer ended, Diagnostics told) {
    Matcher usage = USAGE.matcher(told.whole());
    String used = usage.find() ? ": " + usage.group(2) : "";
    return reason(
        ended,
        LossCause.MEMORY_EXCEEDED,
        ended.process()
            + " was killed on "
            + ended.host()
            + " because it mapped more virtual memory than its container of "
            + ended.containerMiB()
            + " MiB may"
            + used
            + " (raise "
            + ended.keys().overhead()
            + ", or set yarn.nodemanager.vmem-check-enabled to false on the nodes: virtual memory is"
            + " not scarce)");
  }

  private static LossReason process(EndedContainer ended, int code, Diagnostics told) {
    if (code == UNKNOWN_CODE) {
      return reason(
          ended,
          LossCause.EXITED,
          ended.process()
              + " ended on "
              + ended.host()
              + " while its NodeManager was not running; its exit code is unknown");
    }
    Matcher signalled = SIGNALLED.matcher(told.whole());
    if (signalled.find()) {
      return new LossReason(
          LossCause.KILLED_BY_USER,
          OptionalInt.of(code),
          ended.process()
              + " was ended on "
              + ended.host()
              + " through YARN by a person or a program (user "
              + signalled.group(1)
              + ")",
          ended.logAddress());
    }
    return ProcessEnds.reason(ended, code, told);
  }

  private static LossReason reason(EndedContainer ended, LossCause cause, String text) {
    return new LossReason(cause, OptionalInt.empty(), text, ended.logAddress());
  }
}
