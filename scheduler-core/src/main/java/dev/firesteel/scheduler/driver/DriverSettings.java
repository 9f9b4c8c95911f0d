package dev.firesteel.scheduler.driver;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.ProfileId;

/**
 * What a driver is told about its application.
 *
 * @param application its id
 * @param config its effective settings
 * @param profile the executors that jobs run on
 * @param defaultParallelism partitions where nothing else says, at least 1
 * @param classes finds the user's classes
 */
public record DriverSettings(
    ApplicationId application,
    Config config,
    ProfileId profile,
    int defaultParallelism,
    ClassLoader classes) {}
