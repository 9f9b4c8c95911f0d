/**
 * The benchmarks' jobs by hand: one process, two threads, mapped files, arrays; needs nothing but
 * the JDK.
 */
@NullMarked
package dev.firesteel.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
