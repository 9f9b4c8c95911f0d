/** Why demand is not met, in words, from what the ResourceManager says. */
@NullMarked
package dev.firesteel.backend.yarn.pending;

import org.jspecify.annotations.NullMarked;
