/** Fetches, holds and serves broadcast values. */
@NullMarked
package dev.firesteel.executor.broadcast;

import org.jspecify.annotations.NullMarked;
