package dev.firesteel.mesos.test.agent;

import dev.firesteel.mesos.test.Violation;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.TaskInfo;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What an agent wants done. */
public sealed interface AgentEffect {
  /** Make a sandbox, fetch, start the process. */
  record Launch(RunKey run, FrameworkInfo framework, TaskInfo task) implements AgentEffect {}

  /** Ask the process and all its children to end. */
  record Terminate(RunKey run) implements AgentEffect {}

  /** Make an end of the process and all its children, or of their launch. */
  record Destroy(RunKey run) implements AgentEffect {}

  /** Tell the master. */
  record Update(FrameworkID frameworkId, TaskStatus status, TaskState latest)
      implements AgentEffect {}

  /** Record a breach. */
  record Breach(Violation violation) implements AgentEffect {}
}
