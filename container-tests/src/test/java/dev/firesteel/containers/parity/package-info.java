/** One set of programs gives the same bytes on every cluster. */
@NullMarked
package dev.firesteel.containers.parity;

import org.jspecify.annotations.NullMarked;
