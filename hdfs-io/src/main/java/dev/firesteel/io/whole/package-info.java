/** Files read whole: each is one element. */
@NullMarked
package dev.firesteel.io.whole;

import org.jspecify.annotations.NullMarked;
