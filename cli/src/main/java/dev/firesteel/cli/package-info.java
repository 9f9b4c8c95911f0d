/** The command line: the only composition root. */
@NullMarked
package dev.firesteel.cli;

import org.jspecify.annotations.NullMarked;
