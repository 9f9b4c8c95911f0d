package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;

/**
 * A refusal: no offers of these resources of this agent, or less, to this role until then.
 *
 * @param until in milliseconds
 */
record Filter(String role, String agentId, Resources refused, long until) {
  boolean refuses(String forRole, Resources offered) {
    return role.equals(forRole) && refused.contains(offered);
  }
}
