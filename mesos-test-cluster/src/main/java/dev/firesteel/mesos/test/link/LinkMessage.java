package dev.firesteel.mesos.test.link;

import dev.firesteel.mesos.test.Violation;
import dev.firesteel.mesos.test.master.AgentFacts;
import dev.firesteel.mesos.test.master.AgentTask;
import dev.firesteel.mesos.test.master.ToAgent;
import java.time.Duration;
import java.util.List;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.TaskState;
import org.apache.mesos.v1.Protos.TaskStatus;

/** What a master and an agent say to each other over a link. */
public sealed interface LinkMessage {
  /**
   * An agent's first words.
   *
   * @param agentId empty if it never had one
   * @param tasks that are there
   */
  record Register(String agentId, AgentFacts facts, List<AgentTask> tasks) implements LinkMessage {
    /** Copies. */
    public Register {
      tasks = List.copyOf(tasks);
    }
  }

  /**
   * The master's answer.
   *
   * @param agentId its id from now on
   * @param timeout a silence that is longer is the end of the link, on both sides
   */
  record Registered(String agentId, Duration timeout) implements LinkMessage {}

  /** From the master. */
  record Tell(ToAgent message) implements LinkMessage {}

  /** From the agent, of a task. */
  record Update(FrameworkID frameworkId, TaskStatus status, TaskState latest)
      implements LinkMessage {}

  /** From the agent, of a framework. */
  record Breach(Violation violation) implements LinkMessage {}

  /** An agent goes in order. */
  record Unregister() implements LinkMessage {}

  /** Whoever says so is there. */
  record Ping() implements LinkMessage {}
}
