/** What goes wrong, how often, and who does it. */
@NullMarked
package dev.firesteel.simulation.fault;

import org.jspecify.annotations.NullMarked;
