/** Input and output by any format of Hadoop's {@code mapreduce} API. */
@NullMarked
package dev.firesteel.io.mapreduce;

import org.jspecify.annotations.NullMarked;
