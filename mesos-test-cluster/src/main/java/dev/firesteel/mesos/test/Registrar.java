package dev.firesteel.mesos.test;

import java.util.Set;

/** Keeps who a leading master's agents are, for the next one. */
interface Registrar {
  /** The agents of the master that led last, by their ids. */
  Set<String> recovered();

  /** The agents that there are now. */
  void hold(Set<String> agentIds);

  /** For masters that live in one process. */
  static Registrar inMemory() {
    return new Registrar() {
      private Set<String> ids = Set.of();

      @Override
      public Set<String> recovered() {
        return ids;
      }

      @Override
      public void hold(Set<String> agentIds) {
        ids = agentIds;
      }
    };
  }
}
