/** The invariants, and what they look at. */
@NullMarked
package dev.firesteel.simulation.check;

import org.jspecify.annotations.NullMarked;
