package dev.firesteel.api.backend;

/**
 * What a backend needs to go on where a previous driver ended, such as a framework's id; only the
 * backend that wrote it reads it.
 */
public record RecoveryState(String value) {}
