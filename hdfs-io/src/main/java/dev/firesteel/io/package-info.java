/** The files that datasets are read from and saved to by name, and this room's settings. */
@NullMarked
package dev.firesteel.io;

import org.jspecify.annotations.NullMarked;
