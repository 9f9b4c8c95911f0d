package dev.firesteel.backend.mesos.offer;

/**
 * A moment by two clocks.
 *
 * @param nanos of a clock that only goes on, for spans
 * @param wall nanoseconds since 1970, for what the cluster announces
 */
public record Moment(long nanos, long wall) {}
