package dev.firesteel.api.backend;

import dev.firesteel.api.error.ErrorCategory;

/**
 * Why a backend cannot go on.
 *
 * @param category whether retrying can help
 * @param message what failed, why, and what to do
 */
public record BackendFailure(ErrorCategory category, String message) {}
