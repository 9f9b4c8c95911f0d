/** Which task goes where next: pending tasks by place, locality, queue depth. */
@NullMarked
package dev.firesteel.scheduler.placement;

import org.jspecify.annotations.NullMarked;
