/** Executors that obey the driver's messages, on virtual time and one thread. */
@NullMarked
package dev.firesteel.simulation.executor;

import org.jspecify.annotations.NullMarked;
