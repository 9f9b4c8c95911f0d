package dev.firesteel.mesos.test.master;

import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.ExecutorID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.KillPolicy;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** What a master says to an agent. */
public sealed interface ToAgent {
  /** A task to run. */
  record Run(FrameworkInfo framework, TaskInfo task) implements ToAgent {}

  /** A task to kill; the policy has default values if the call had none. */
  record Kill(FrameworkID frameworkId, TaskID taskId, KillPolicy policy) implements ToAgent {}

  /** An update was acknowledged. */
  record Acknowledged(FrameworkID frameworkId, TaskID taskId, ByteString uuid) implements ToAgent {}

  /** An executor to shut down. */
  record ShutDownExecutor(FrameworkID frameworkId, ExecutorID executorId) implements ToAgent {}

  /** All tasks of a framework are to end, without updates. */
  record ShutDownFramework(FrameworkID frameworkId) implements ToAgent {}

  /** A framework has subscribed anew: unacknowledged updates are to be sent again at once. */
  record FrameworkIsBack(FrameworkID frameworkId) implements ToAgent {}
}
