/** What jobs compute: datasets, shuffles, plans, and the answers that are true. */
@NullMarked
package dev.firesteel.simulation.lineage;

import org.jspecify.annotations.NullMarked;
