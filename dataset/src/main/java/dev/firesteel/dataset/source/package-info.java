/** Sources that need no storage: collections and ranges of the driver. */
@NullMarked
package dev.firesteel.dataset.source;

import org.jspecify.annotations.NullMarked;
