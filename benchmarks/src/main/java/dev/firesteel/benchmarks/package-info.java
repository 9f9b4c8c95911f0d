/**
 * Whole-process benchmarks of the engine, each checked for its result; prints one JSON line each.
 */
@NullMarked
package dev.firesteel.benchmarks;

import org.jspecify.annotations.NullMarked;
