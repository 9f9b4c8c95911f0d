/** Executors in containers, through NodeManagers. */
@NullMarked
package dev.firesteel.backend.yarn.container;

import org.jspecify.annotations.NullMarked;
