package dev.firesteel.api.split;

import dev.firesteel.api.config.Config;

/**
 * What writing may know.
 *
 * @param config the application's settings, as the driver has them
 * @param job identifies this save among all others on the storage; safe as a file name
 * @param partitions how many partitions the output has
 */
public record WriteContext(Config config, String job, int partitions) {}
