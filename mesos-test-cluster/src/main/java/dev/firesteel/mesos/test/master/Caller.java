package dev.firesteel.mesos.test.master;

import java.util.Optional;

/**
 * Who calls.
 *
 * @param streamId the stream it says it belongs to
 * @param principal who it has authenticated as
 */
public record Caller(Optional<String> streamId, Optional<String> principal) {}
