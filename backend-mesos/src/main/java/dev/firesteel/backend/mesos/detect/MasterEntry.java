package dev.firesteel.backend.mesos.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a master enters in ZooKeeper: a sequential node {@code json.info_NNNNNNNNNN} with its
 * MasterInfo as JSON. The one with the smallest number leads.
 *
 * @see <a href="https://mesos.apache.org/documentation/latest/high-availability/">Mesos: High
 *     Availability Mode</a>
 */
final class MasterEntry {
  private static final String PREFIX = "json.info_";

  private MasterEntry() {}

  /** The node of the master that leads, if there is one. */
  static Optional<String> leading(Collection<String> nodes) {
    return nodes.stream()
        .filter(node -> node.matches(PREFIX + "\\d+"))
        .min(Comparator.comparing(node -> Long.parseLong(node.substring(PREFIX.length()))));
  }

  /**
   * Where the master is.
   *
   * @throws IOException if that is not said
   */
  static List<HostPort> addresses(byte[] data, LeaderDetector.Naming naming) throws IOException {
    JsonNode info = new ObjectMapper().readTree(data);
    JsonNode address = info.path("address");
    int port = address.path("port").asInt(info.path("port").asInt());
    String name = address.path("hostname").asText(info.path("hostname").asText());
    Optional<HostPort> pid = HostPort.parse(info.path("pid").asText().replaceFirst(".*@", ""));
    String ip = address.path("ip").asText(pid.map(HostPort::host).orElse(""));
    Stream<String> hosts =
        naming == LeaderDetector.Naming.NAME_FIRST ? Stream.of(name, ip) : Stream.of(ip, name);
    List<HostPort> found =
        hosts
            .filter(host -> !host.isEmpty() && port > 0 && port < 65536)
            .map(host -> new HostPort(host, port))
            .distinct()
            .toList();
    if (found.isEmpty()) {
      throw new IOException("no address and port in " + info);
    }
    return found;
  }
}
