package dev.firesteel.api.split;

import dev.firesteel.api.config.Config;

/**
 * What planning may know.
 *
 * @param config the application's settings
 * @param defaultParallelism partitions wanted where nothing else says, at least 1
 */
public record PlanContext(Config config, int defaultParallelism) {}
