/**
 * The scheduler at scale: the real machine, driven by the events of a modelled fleet of executors.
 */
@NullMarked
package dev.firesteel.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
