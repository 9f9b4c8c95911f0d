/** Variables shared between driver and tasks: broadcasts and accumulators. */
@NullMarked
package dev.firesteel.dataset.shared;

import org.jspecify.annotations.NullMarked;
