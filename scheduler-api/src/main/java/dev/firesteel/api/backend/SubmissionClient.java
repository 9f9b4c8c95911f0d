package dev.firesteel.api.backend;

import dev.firesteel.api.config.Config;
import java.util.List;
import java.util.Optional;

/**
 * Submits whole applications to a cluster that runs their drivers, and looks after them from
 * outside. Rules S1 to S7 of the package. Every method may wait for the cluster; a client is used
 * by one thread at a time, except {@link #close}, which may come from any.
 *
 * <p>All methods throw {@link dev.firesteel.api.error.FiresteelException}: of category
 * CONFIGURATION for what the user mends (an unknown queue, a file that does not exist, a malformed
 * id), SECURITY for a proof of identity or a permission that is missing, CLUSTER or TRANSIENT if
 * the cluster refuses or does not answer.
 */
public interface SubmissionClient extends AutoCloseable {
  /** Submits an application; does not wait for its driver (S1). */
  Submitted submit(Submission submission);

  /** How an application is, or empty if the cluster does not know it (S4). */
  Optional<ApplicationStatus> status(String application);

  /** The applications of this user that the cluster knows, the newest first (S7). */
  List<ApplicationStatus> list();

  /** Ends an application that the cluster knows (S5). */
  void kill(String application);

  /** Reads the logs of an application's processes, one after the other (S6). */
  void logs(String application, LogReader reader);

  @Override
  void close();

  /**
   * A driver to run.
   *
   * @param name for people
   * @param mainClass the user's class; it is in a jar of {@code firesteel.jars} or on the class
   *     path of this process
   * @param arguments the user's arguments
   * @param config all settings that the program is to see; the driver's memory, cores and options
   *     ({@link dev.firesteel.api.config.DriverKeys}), jars, files and the queue are among them
   */
  record Submission(String name, String mainClass, List<String> arguments, Config config) {
    /** Copies the list. */
    public Submission {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A submitted application.
   *
   * @param application the cluster's name of it
   * @param submitter what the submitter is to do now
   */
  record Submitted(String application, Submitter submitter) {}

  /** What is expected of the submitter once the application is submitted. */
  enum Submitter {
    /** To wait for the end and tell how it came. */
    WAITS,
    /** To go away. */
    DETACHES
  }
}
