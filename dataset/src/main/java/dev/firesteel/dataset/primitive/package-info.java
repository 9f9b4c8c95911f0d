/** Pairs of a long and a long or double on their way through steps and aggregations, unboxed. */
@NullMarked
package dev.firesteel.dataset.primitive;

import org.jspecify.annotations.NullMarked;
