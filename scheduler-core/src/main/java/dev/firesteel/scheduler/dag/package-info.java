/** Jobs, stages, shuffle outputs and kept partitions: what must be computed and what is there. */
@NullMarked
package dev.firesteel.scheduler.dag;

import org.jspecify.annotations.NullMarked;
