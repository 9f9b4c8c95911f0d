package dev.firesteel.backend.yarn.ask;

import dev.firesteel.api.resource.Resources;

/**
 * Containers of one profile that are asked for.
 *
 * @param container the size of one
 * @param count how many
 * @param since when the oldest was first asked for, in nanoseconds
 */
public record Waiting(Resources container, int count, long since) {}
