/**
 * Capture of the user's functions: serialized at the call, checked, with the path to what does not
 * serialize.
 */
@NullMarked
package dev.firesteel.dataset.closure;

import org.jspecify.annotations.NullMarked;
