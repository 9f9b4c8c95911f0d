/**
 * The lineage behind datasets: nodes, dependencies and what a node may ask of the task that
 * computes it.
 */
@NullMarked
package dev.firesteel.dataset.lineage;

import org.jspecify.annotations.NullMarked;
