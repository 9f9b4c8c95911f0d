package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;

/**
 * An offer that is out.
 *
 * @param resources allocated to its role
 * @param madeAt in milliseconds
 */
record Offer(
    String id, String frameworkId, String agentId, String role, Resources resources, long madeAt) {}
