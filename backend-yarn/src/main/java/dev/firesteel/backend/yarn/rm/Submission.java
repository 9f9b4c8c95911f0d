package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.config.Config;
import dev.firesteel.backend.yarn.YarnKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceRequest;
import org.apache.hadoop.yarn.util.Records;

/** What every submitted application says of itself, whoever runs its driver. */
public final class Submission {
  /** The type of all our applications. */
  public static final String TYPE = "FIRESTEEL";

  private Submission() {}

  /** Name, type, queue, priority and tags; the rest is the caller's. */
  public static ApplicationSubmissionContext of(ApplicationId id, String name, Config config) {
    ApplicationSubmissionContext context = Records.newRecord(ApplicationSubmissionContext.class);
    context.setApplicationId(id);
    context.setApplicationName(name);
    context.setApplicationType(TYPE);
    String queue = config.get(YarnKeys.QUEUE);
    if (!queue.isBlank()) {
      context.setQueue(queue);
    }
    if (config.isSet(YarnKeys.PRIORITY)) {
      context.setPriority(Priority.newInstance(config.get(YarnKeys.PRIORITY)));
    }
    Set<String> tags = new HashSet<>(config.get(YarnKeys.TAGS));
    if (!tags.isEmpty()) {
      context.setApplicationTags(tags);
    }
    return context;
  }

  /**
   * The container that the application begins with, on nodes of a label: a label of the application
   * itself would be one of its executors too.
   *
   * @param label the empty text for the queue's own nodes
   */
  public static void beginIn(ApplicationSubmissionContext context, Resource size, String label) {
    context.setResource(size);
    if (!label.isBlank()) {
      context.setAMContainerResourceRequests(
          List.of(
              ResourceRequest.newBuilder()
                  .priority(Priority.newInstance(0))
                  .resourceName(ResourceRequest.ANY)
                  .capability(size)
                  .numContainers(1)
                  .nodeLabelExpression(label)
                  .build()));
    }
  }
}
