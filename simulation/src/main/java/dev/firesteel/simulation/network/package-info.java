/**
 * Channels between driver and simulated executors, and fetches between executors, through the real
 * codecs.
 */
@NullMarked
package dev.firesteel.simulation.network;

import org.jspecify.annotations.NullMarked;
