package dev.firesteel.mesos.test;

import dev.firesteel.mesos.test.master.ToAgent;

/** A leading master's way to an agent. Used on the master's loop. */
interface AgentLink {
  /** Whether messages pass. */
  boolean linked();

  /** The agent has registered, and has this id now. */
  void registeredAs(String agentId);

  /** A message of the master; lost if none pass. */
  void receive(ToAgent message);
}
