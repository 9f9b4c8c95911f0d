/** Markers that the build checks understand. */
@NullMarked
package dev.firesteel.api.annotation;

import org.jspecify.annotations.NullMarked;
