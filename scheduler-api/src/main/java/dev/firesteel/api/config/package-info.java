/** Typed configuration keys, their validation and the generated reference. */
@NullMarked
package dev.firesteel.api.config;

import org.jspecify.annotations.NullMarked;
