/** The scheduler proved by simulation: one seed is one history of an application with faults. */
@NullMarked
package dev.firesteel.simulation;

import org.jspecify.annotations.NullMarked;
