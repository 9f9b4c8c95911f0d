/** What the application wants of the cluster, and how offers become executors. */
@NullMarked
package dev.firesteel.scheduler.demand;

import org.jspecify.annotations.NullMarked;
