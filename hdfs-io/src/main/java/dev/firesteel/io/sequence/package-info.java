/** Hadoop's sequence files: keys and values in Hadoop's own serialized form. */
@NullMarked
package dev.firesteel.io.sequence;

import org.jspecify.annotations.NullMarked;
