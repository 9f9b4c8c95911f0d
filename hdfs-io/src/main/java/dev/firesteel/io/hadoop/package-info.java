/** All that touches a Hadoop class; nothing here is loaded while all files are local. */
@NullMarked
package dev.firesteel.io.hadoop;

import org.jspecify.annotations.NullMarked;
