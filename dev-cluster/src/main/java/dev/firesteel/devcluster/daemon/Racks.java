package dev.firesteel.devcluster.daemon;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.net.DNSToSwitchMapping;
import org.apache.hadoop.net.NetworkTopology;

/**
 * Tells the rack of a host, by name or address, from the setting {@value #RACKS}. It keeps no cache
 * of its own type, so that the NameNode asks it by the DataNodes' host names: they all share one
 * address.
 */
public final class Racks extends Configured implements DNSToSwitchMapping {
  /** {@code name=rack} pairs, separated by commas. */
  public static final String RACKS = "firesteel.dev-cluster.racks";

  @Override
  public List<String> resolve(List<String> names) {
    Map<String, String> racks = RackList.parse(getConf().get(RACKS, ""));
    return names.stream()
        .map(name -> racks.getOrDefault(name, NetworkTopology.DEFAULT_RACK))
        .toList();
  }

  @Override
  public void reloadCachedMappings() {
    // nothing is cached
  }

  @Override
  public void reloadCachedMappings(List<String> names) {
    // nothing is cached
  }
}
