/**
 * Runs benchmarks of several peers by turns, each as a process, and sets their figures side by
 * side.
 */
@NullMarked
package dev.firesteel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
