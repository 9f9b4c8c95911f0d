/**
 * Pure: from Mesos' offers and our demand to offers of the SPI, refusals, suppress and revive, and
 * which resources a task takes; no clock, no thread.
 */
@NullMarked
package dev.firesteel.backend.mesos.offer;

import org.jspecify.annotations.NullMarked;
