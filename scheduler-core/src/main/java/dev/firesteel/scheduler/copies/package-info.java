/** Copies of blocks between executors: which are to be made, by whom, and how many at a time. */
@NullMarked
package dev.firesteel.scheduler.copies;

import org.jspecify.annotations.NullMarked;
