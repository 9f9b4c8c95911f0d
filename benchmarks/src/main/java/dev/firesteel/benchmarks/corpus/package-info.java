/** Deterministic input for benchmarks, with the facts that checks need. */
@NullMarked
package dev.firesteel.benchmarks.corpus;

import org.jspecify.annotations.NullMarked;
