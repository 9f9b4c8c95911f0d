/** The benchmarks' jobs on Apache Spark, as its users write them (RDDs, Java). */
@NullMarked
package dev.firesteel.benchmarks.spark;

import org.jspecify.annotations.NullMarked;
