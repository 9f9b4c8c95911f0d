/** Sorting that goes to disk when memory is short. */
@NullMarked
package dev.firesteel.executor.sort;

import org.jspecify.annotations.NullMarked;
