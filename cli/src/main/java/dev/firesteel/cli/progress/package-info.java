/** Progress bars of stages on a terminal. */
@NullMarked
package dev.firesteel.cli.progress;

import org.jspecify.annotations.NullMarked;
