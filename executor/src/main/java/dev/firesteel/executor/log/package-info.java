/** The small logger of processes that log little. */
@NullMarked
package dev.firesteel.executor.log;

import org.jspecify.annotations.NullMarked;
