/** What all kinds of input share: the files that paths name, and how they are read. */
@NullMarked
package dev.firesteel.io.input;

import org.jspecify.annotations.NullMarked;
