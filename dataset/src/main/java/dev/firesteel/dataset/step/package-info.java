/** Narrow steps of a lineage: nodes whose partitions need a few known partitions of a parent. */
@NullMarked
package dev.firesteel.dataset.step;

import org.jspecify.annotations.NullMarked;
