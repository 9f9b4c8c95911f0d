/** Runs Hadoop's output committers in the protocol of saves. */
@NullMarked
package dev.firesteel.io.hadoop.commit;

import org.jspecify.annotations.NullMarked;
