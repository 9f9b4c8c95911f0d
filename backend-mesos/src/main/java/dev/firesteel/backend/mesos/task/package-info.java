/**
 * Pure: tasks from their launch to their end, acknowledgements, kills, reconciliation, and why a
 * task is gone; no clock, no thread.
 */
@NullMarked
package dev.firesteel.backend.mesos.task;

import org.jspecify.annotations.NullMarked;
