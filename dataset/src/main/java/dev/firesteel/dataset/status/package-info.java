/**
 * How a session is: its jobs, what they wait for, its executors and what is asked of the cluster.
 */
@NullMarked
package dev.firesteel.dataset.status;

import org.jspecify.annotations.NullMarked;
