/** Compressed files: which they are, and the streams that read and write them. */
@NullMarked
package dev.firesteel.io.codec;

import org.jspecify.annotations.NullMarked;
