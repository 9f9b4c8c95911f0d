package dev.firesteel.mesos.test.master;

import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.DomainInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.URL;

/**
 * What an agent says of itself when it registers.
 *
 * @param host its host name
 * @param ip its address
 * @param port of its endpoints
 */
public record AgentFacts(
    String host,
    String ip,
    int port,
    List<Resource> resources,
    List<Attribute> attributes,
    Optional<DomainInfo> domain) {
  /** Copies. */
  public AgentFacts {
    resources = List.copyOf(resources);
    attributes = List.copyOf(attributes);
  }

  /** Where its endpoints are. */
  URL url() {
    return URL.newBuilder()
        .setScheme("http")
        .setAddress(Address.newBuilder().setHostname(host).setIp(ip).setPort(port))
        .setPath("/slave(1)")
        .build();
  }
}
