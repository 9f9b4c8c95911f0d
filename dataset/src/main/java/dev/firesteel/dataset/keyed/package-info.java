/** Operations by key: the nodes that read shuffles, and how values of a key are combined. */
@NullMarked
package dev.firesteel.dataset.keyed;

import org.jspecify.annotations.NullMarked;
