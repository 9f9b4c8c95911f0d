package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.topology.Placement;

/**
 * A container that the ResourceManager has allocated.
 *
 * @param container its name
 * @param priority of the ask that it answers, which tells profile and size
 * @param at where it is
 */
public record Grant(String container, int priority, Placement at) {}
