package dev.firesteel.backend.mesos.launch;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

  /**
   * An address at its agent.
   *
   * @param request {@code read} or {@code download}
   * @param file the file's name, such as {@code stderr}
   * @param rest what follows the path: further parameters, each after an ampersand, or nothing
   */
  public URI files(String request, String file, String rest) {
    String path =
        "/frameworks/"
            + framework.getValue()
            + "/executors/"
            + task.getValue()
            + "/runs/latest/"
            + file;
    return URI.create(
        agent
            + "/files/"
            + request
            + "?path="
            + URLEncoder.encode(path, StandardCharsets.UTF_8)
            + rest);
  }
}
