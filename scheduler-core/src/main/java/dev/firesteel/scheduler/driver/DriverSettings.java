package dev.firesteel.scheduler.driver;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.ApplicationId;
import dev.firesteel.api.id.ProfileId;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * What a driver is told about its application.
 *
 * @param application its id
 * @param config its effective settings
 * @param profile the executors that jobs run on
 * @param defaultParallelism partitions where nothing else says, at least 1
 * @param classes finds the user's classes
 * @param files finds the user's files and unpacked archives by name; throws if there is none
 */
public record DriverSettings(
    ApplicationId application,
    Config config,
    ProfileId profile,
    int defaultParallelism,
    ClassLoader classes,
    Function<String, Path> files) {}
