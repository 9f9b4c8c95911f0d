package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.error.FiresteelException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Makes the tasks that are executors. Safe for any thread. */
public interface ExecutorTasks extends AutoCloseable {
  /**
   * The task of an executor. The first one waits until its files are packed, some hundred
   * milliseconds: not for the core's thread.
   *
   * @param id the task's id, which becomes the id of Mesos' executor too
   * @param agent where it is launched
   * @param resources what it takes of offers
   * @throws FiresteelException if a file cannot be read or a setting is wrong; says which
   */
  TaskInfo task(ExecutorLaunch launch, TaskID id, AgentID agent, List<Resource> resources);

  /**
   * Completes, however, when {@link #task} need not wait for files any more: offers that were told
   * before would be held so long.
   */
  default CompletionStage<?> ready() {
    return CompletableFuture.completedFuture(true);
  }

  /** Ends the serving of files. Idempotent; never throws. */
  @Override
  void close();
}
