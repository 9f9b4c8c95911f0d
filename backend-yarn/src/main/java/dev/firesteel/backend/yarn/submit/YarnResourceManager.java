package dev.firesteel.backend.yarn.submit;

import dev.firesteel.backend.yarn.rm.Patience;
import dev.firesteel.backend.yarn.rm.Submission;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.GetApplicationsRequest;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationResponse;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** The ResourceManager by Hadoop's client. */
final class YarnResourceManager implements ResourceManager {
  private final YarnClient client = YarnClient.createYarnClient();

  private final Patience patience;

  YarnResourceManager(Configuration conf) {
    patience = Patience.of(conf);
    client.init(conf);
    client.start();
  }

  @Override
  public GetNewApplicationResponse create() throws YarnException, IOException {
    return patience.ask(client::createApplication).getNewApplicationResponse();
  }

  @Override
  public void submit(ApplicationSubmissionContext context) throws YarnException, IOException {
    client.submitApplication(context);
  }

  @Override
  public ApplicationReport report(ApplicationId application) throws YarnException, IOException {
    return patience.ask(() -> client.getApplicationReport(application));
  }

  @Override
  public List<ApplicationReport> list(String user) throws YarnException, IOException {
    GetApplicationsRequest request = GetApplicationsRequest.newInstance(Set.of(Submission.TYPE));
    request.setUsers(Set.of(user));
    return patience.ask(() -> client.getApplications(request));
  }

  @Override
  public void kill(ApplicationId application, String why) throws YarnException, IOException {
    patience.insist(() -> client.killApplication(application, why));
  }

  @Override
  public List<ContainerReport> containers(ApplicationAttemptId attempt)
      throws YarnException, IOException {
    return patience.ask(() -> client.getContainers(attempt));
  }

  @Override
  public void close() {
    client.stop();
  }
}
