package dev.firesteel.protocol.transport;

/**
 * Where a driver listens, as text for an executor's arguments: {@code memory:name} or {@code
 * tcp:host:port}.
 */
public record DriverAddress(String value) {}
