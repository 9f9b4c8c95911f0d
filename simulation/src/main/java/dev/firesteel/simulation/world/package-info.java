/**
 * Time and chance: virtual nanoseconds in one ordered queue of due things, and one seeded source of
 * randomness.
 */
@NullMarked
package dev.firesteel.simulation.world;

import org.jspecify.annotations.NullMarked;
