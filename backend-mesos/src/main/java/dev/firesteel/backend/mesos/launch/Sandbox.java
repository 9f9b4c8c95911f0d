package dev.firesteel.backend.mesos.launch;

import java.net.URI;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.Offer;
import org.apache.mesos.v1.Protos.TaskID;

/**
 * The directory of a task at its agent.
 *
 * @param agent the agent's address, such as {@code http://host:5051}
 * @param framework the framework's id
 * @param task the task's id
 */
public record Sandbox(URI agent, FrameworkID framework, TaskID task) {
  private static final int USUAL_PORT = 5051;

  /** The address of the agent that made an offer. */
  public static URI agent(Offer offer) {
    if (!offer.hasUrl()) {
      return URI.create("http://" + offer.getHostname() + ":" + USUAL_PORT);
    }
    var address = offer.getUrl().getAddress();
    String host = address.hasHostname() ? address.getHostname() : address.getIp();
    return URI.create(
        offer.getUrl().getScheme() + "://" + bracketed(host) + ":" + address.getPort());
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }
}
