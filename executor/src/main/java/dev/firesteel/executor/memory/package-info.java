/** The executor's memory budget, shared by running tasks and kept blocks. */
@NullMarked
package dev.firesteel.executor.memory;

import org.jspecify.annotations.NullMarked;
