/** Runs tasks on slots and answers what their nodes ask. */
@NullMarked
package dev.firesteel.executor.task;

import org.jspecify.annotations.NullMarked;
