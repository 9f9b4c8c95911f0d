/** Combining pairs of primitives: tables of raw bits, their runs on disk, their form in files. */
@NullMarked
package dev.firesteel.executor.primitive;

import org.jspecify.annotations.NullMarked;
