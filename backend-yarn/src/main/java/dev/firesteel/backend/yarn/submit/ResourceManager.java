package dev.firesteel.backend.yarn.submit;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What is asked of the ResourceManager about applications; each call waits for it. */
interface ResourceManager extends AutoCloseable {
  /** A new application's id, and how large a container may be. */
  GetNewApplicationResponse create() throws YarnException, IOException;

  /** Submits; returns when it is accepted, and fails if it is rejected. */
  void submit(ApplicationSubmissionContext context) throws YarnException, IOException;

  /** How an application is. */
  ApplicationReport report(ApplicationId application) throws YarnException, IOException;

  /** All applications of Firesteel that a user has. */
  List<ApplicationReport> list(String user) throws YarnException, IOException;

  /** Ends an application. */
  void kill(ApplicationId application, String why) throws YarnException, IOException;

  /** The containers of an attempt that run. */
  List<ContainerReport> containers(ApplicationAttemptId attempt) throws YarnException, IOException;

  @Override
  void close();
}
