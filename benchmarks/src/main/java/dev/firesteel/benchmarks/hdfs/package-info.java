/** Reading HDFS beside a client written by hand. */
@NullMarked
package dev.firesteel.benchmarks.hdfs;

import org.jspecify.annotations.NullMarked;
