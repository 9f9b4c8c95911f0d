package dev.firesteel.backend.mesos.offer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.Offer;

/** Which agents do not meet the constraints, and what they have instead. Not thread-safe. */
final class Misfits {
  private static final int MOST_VALUES = 8;

  private final Constraints constraints;
  private final Map<AgentID, Misfit> misfits = new LinkedHashMap<>();
  private int agents;

  /**
   * An agent that does not meet a part of the constraints.
   *
   * @param name of the part
   * @param values what the agent has of that name
   */
  private record Misfit(String name, List<String> values) {}

  Misfits(Constraints constraints) {
    this.constraints = constraints;
  }

  /**
   * An agent offers something.
   *
   * @param first whether it is the first time
   */
  void note(Offer offer, boolean first) {
    agents += first ? 1 : 0;
    Optional<String> unmet = constraints.unmet(offer);
    if (unmet.isPresent()) {
      String name = unmet.get();
      misfits.put(offer.getAgentId(), new Misfit(name, Constraints.values(offer, name)));
    } else {
      misfits.remove(offer.getAgentId());
    }
  }

  boolean has(AgentID agent) {
    return misfits.containsKey(agent);
  }

  /** Whether nobody who ever made an offer meets the constraints. */
  boolean all() {
    return agents > 0 && misfits.size() == agents;
  }

  /**
   * All of them: {@code none of the 3 agents that made offers meets 'rack:r9' (they have rack: r1,
   * r2; 1 has none)}.
   */
  String text() {
    Map<String, List<Misfit>> byName = new TreeMap<>();
    misfits
        .values()
        .forEach(each -> byName.computeIfAbsent(each.name(), n -> new ArrayList<>()).add(each));
    List<String> parts = new ArrayList<>();
    byName.forEach((name, those) -> parts.add(text(name, those, byName.size() == 1)));
    return String.join(", ", parts);
  }

  private String text(String name, List<Misfit> those, boolean only) {
    String who =
        agents == 1
            ? "the only agent that made offers does not meet"
            : only
                ? "none of the " + agents + " agents that made offers meets"
                : those.size()
                    + " of the "
                    + agents
                    + " agents that made offers "
                    + (those.size() == 1 ? "does not meet" : "do not meet");
    return who + " '" + constraints.part(name) + "' (" + instead(name, those) + ")";
  }

  private static String instead(String name, List<Misfit> those) {
    SortedSet<String> values = new TreeSet<>();
    those.forEach(each -> values.addAll(each.values()));
    long without = those.stream().filter(each -> each.values().isEmpty()).count();
    if (values.isEmpty()) {
      return "no attribute " + name + " there";
    }
    List<String> some = values.stream().limit(MOST_VALUES).toList();
    int more = values.size() - some.size();
    return name
        + " there: "
        + String.join(", ", some)
        + (more == 0 ? "" : " and " + more + " more")
        + (without == 0 ? "" : "; " + without + " without");
  }
}
