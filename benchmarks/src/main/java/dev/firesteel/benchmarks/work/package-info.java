/**
 * The work that Firesteel and its peers do alike: its data, arithmetic, right answers and memory;
 * needs nothing but the JDK.
 */
@NullMarked
package dev.firesteel.benchmarks.work;

import org.jspecify.annotations.NullMarked;
