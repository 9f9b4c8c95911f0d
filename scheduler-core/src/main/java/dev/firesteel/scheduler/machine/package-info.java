/** The scheduler as one pure state machine: events in, actions out; no thread, clock or I/O. */
@NullMarked
package dev.firesteel.scheduler.machine;

import org.jspecify.annotations.NullMarked;
