/** The connection of one application attempt to the ResourceManager. */
@NullMarked
package dev.firesteel.backend.yarn.rm;

import org.jspecify.annotations.NullMarked;
