/**
 * Programs as users write them: one jar against the dataset API alone, run on every cluster. Their
 * outputs do not depend on the order in which tasks end.
 */
@NullMarked
package dev.firesteel.containers.program;

import org.jspecify.annotations.NullMarked;
