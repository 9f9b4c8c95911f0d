/** A simulated cluster behind the backend SPI. */
@NullMarked
package dev.firesteel.simulation.cluster;

import org.jspecify.annotations.NullMarked;
