/** The benchmarks' jobs on Hadoop MapReduce, as its users write them. */
@NullMarked
package dev.firesteel.benchmarks.mapreduce;

import org.jspecify.annotations.NullMarked;
