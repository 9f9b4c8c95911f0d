package dev.firesteel.mesos.test.agent;

import java.util.List;

/** What an agent leaves behind for the process that continues it once its own has died. */
public interface Checkpoints {
  /** An agent's tasks are as they are now; to be called before anybody hears of it. */
  void save(Agent agent);

  /** The command line that runs this one so that its process can be found again. */
  List<String> traced(RunKey run, List<String> command);

  /** For agents that live and die with their process. */
  static Checkpoints none() {
    return new Checkpoints() {
      @Override
      public void save(Agent agent) {}

      @Override
      public List<String> traced(RunKey run, List<String> command) {
        return command;
      }
    };
  }
}
