/** A reader of bzip2 files that can begin at any block. */
@NullMarked
package dev.firesteel.io.codec.bzip2;

import org.jspecify.annotations.NullMarked;
