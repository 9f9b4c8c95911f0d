/** Combining values by key in open-addressing tables that go to disk when memory is short. */
@NullMarked
package dev.firesteel.executor.aggregate;

import org.jspecify.annotations.NullMarked;
