package dev.firesteel.backend.local;

import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hosts and racks that workers of this machine pass for. Connections stay on loopback. */
final class HostLabels {
  /** How a label is written. */
  static final String FORM = "host or host/rack, such as h1/rack1";

  private static final Pattern LABEL = Pattern.compile("([A-Za-z0-9._-]+)((?:/[A-Za-z0-9._-]+)*)");

  private HostLabels() {}

  /** Whether each is a host with or without a rack. */
  static boolean wellFormed(List<String> labels) {
    return labels.stream().allMatch(label -> LABEL.matcher(label).matches());
  }

  /** The placement of each of so many workers: the labels in turn; all on this host if none. */
  static List<Placement> ofWorkers(int workers, List<String> labels) {
    List<Placement> placements = new ArrayList<>(workers);
    for (int worker = 0; worker < workers; worker++) {
      placements.add(
          labels.isEmpty()
              ? Placement.of(HostName.LOCALHOST)
              : placement(labels.get(worker % labels.size())));
    }
    return placements;
  }

  private static Placement placement(String label) {
    Matcher parts = LABEL.matcher(label);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Cannot read label '" + label + "' (use " + FORM + ")");
    }
    HostName host = new HostName(parts.group(1));
    String rack = parts.group(2);
    return rack.isEmpty() ? Placement.of(host) : new Placement(host, new RackName(rack));
  }
}
