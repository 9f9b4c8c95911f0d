/** Text files: split planning, the line reader and the writer. */
@NullMarked
package dev.firesteel.io.text;

import org.jspecify.annotations.NullMarked;
