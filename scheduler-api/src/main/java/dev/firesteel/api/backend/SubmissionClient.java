package dev.firesteel.api.backend;

import java.util.List;
import java.util.Optional;

/**
 * Submits whole applications to a cluster that runs their drivers, and looks after them from
 * outside.
 */
public interface SubmissionClient extends AutoCloseable {
  /** Submits and returns the cluster's name of the application; does not wait for its end. */
  String submit(Submission submission);

  /** How an application is, or empty if the cluster does not know it. */
  Optional<Status> status(String application);

  /** Ends an application; idempotent. */
  void kill(String application);

  @Override
  void close();

  /**
   * A driver to run.
   *
   * @param name for people
   * @param mainClass the user's class
   * @param jars the user's jars, the one with the class first
   * @param arguments the user's arguments
   */
  record Submission(String name, String mainClass, List<String> jars, List<String> arguments) {
    /** Copies the lists. */
    public Submission {
      jars = List.copyOf(jars);
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * How an application is.
   *
   * @param ended how it ended, or empty while it waits or runs
   * @param detail a sentence for people
   */
  record Status(Optional<FinalStatus> ended, String detail) {}
}
