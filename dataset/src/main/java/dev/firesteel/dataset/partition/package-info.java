/** Partitioners: which key goes to which partition of a shuffle. */
@NullMarked
package dev.firesteel.dataset.partition;

import org.jspecify.annotations.NullMarked;
