/** What all kinds of output share: a directory of files, one a partition, and their commit. */
@NullMarked
package dev.firesteel.io.output;

import org.jspecify.annotations.NullMarked;
