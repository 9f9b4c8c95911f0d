/** Text files: split planning, the line reader, the writer and the commit of its output. */
@NullMarked
package dev.firesteel.io.text;

import org.jspecify.annotations.NullMarked;
