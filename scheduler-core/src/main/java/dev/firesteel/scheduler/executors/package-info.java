/** The executors that the application has, and the task attempts in their hands. */
@NullMarked
package dev.firesteel.scheduler.executors;

import org.jspecify.annotations.NullMarked;
