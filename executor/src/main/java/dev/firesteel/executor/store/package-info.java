/** Keeps persisted partitions in memory and on disk. */
@NullMarked
package dev.firesteel.executor.store;

import org.jspecify.annotations.NullMarked;
