/** Binary records that all have the same length, with nothing between them. */
@NullMarked
package dev.firesteel.io.records;

import org.jspecify.annotations.NullMarked;
