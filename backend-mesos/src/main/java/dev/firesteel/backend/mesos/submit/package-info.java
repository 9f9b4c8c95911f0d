/** Submits drivers to a dispatcher and looks after them from outside. */
@NullMarked
package dev.firesteel.backend.mesos.submit;

import org.jspecify.annotations.NullMarked;
