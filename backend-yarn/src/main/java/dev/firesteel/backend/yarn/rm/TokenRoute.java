package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/**
 * How a driver outside of the cluster comes by the token of its attempt: the ResourceManager ties
 * it neither to a host nor to a connection, so that who has it is the application master. For one
 * application. Methods may wait for the cluster; {@link #prepare} and {@link #look} are called by
 * one thread, the others by any.
 */
public interface TokenRoute {
  /** Completes what is to be submitted: what is started for the master, if anything. */
  void prepare(ApplicationSubmissionContext context) throws IOException, YarnException;

  /**
   * Looks for the token; asked again after {@link #pause} until it is there or the application is
   * over.
   *
   * @param report what the ResourceManager says of the application now
   * @throws FiresteelException if there is no use in waiting for it any longer
   */
  Optional<Token<AMRMTokenIdentifier>> look(ApplicationReport report)
      throws IOException, YarnException;

  /** Until the next look. */
  Duration pause();

  /**
   * What the ResourceManager says of an application that it has ended, for people.
   *
   * @param said its words
   */
  String explained(String said);

  /** Ends what runs beside the driver, after the attempt is unregistered. Never throws. */
  void end(ApplicationAttemptId attempt);

  /** Removes what is left of {@link #prepare}. Idempotent; never throws. */
  void close();
}
