/** The user's functions: serializable, and allowed to throw. */
@NullMarked
package dev.firesteel.dataset.function;

import org.jspecify.annotations.NullMarked;
