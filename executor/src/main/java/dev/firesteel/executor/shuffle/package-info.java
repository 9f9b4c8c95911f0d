/** Shuffles: what map tasks write, where it lies, and how reduce tasks read it. */
@NullMarked
package dev.firesteel.executor.shuffle;

import org.jspecify.annotations.NullMarked;
