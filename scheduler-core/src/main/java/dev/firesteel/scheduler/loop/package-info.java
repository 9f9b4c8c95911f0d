/**
 * The one loop that drives the scheduler's machine: its thread, its queue, its clock and timers.
 */
@NullMarked
package dev.firesteel.scheduler.loop;

import org.jspecify.annotations.NullMarked;
