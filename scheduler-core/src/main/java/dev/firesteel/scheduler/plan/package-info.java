/** What a job is, as plain values: stages, their edges, where their tasks would like to run. */
@NullMarked
package dev.firesteel.scheduler.plan;

import org.jspecify.annotations.NullMarked;
