/** Drivers as executors of the one application that a dispatcher is. */
@NullMarked
package dev.firesteel.backend.mesos.dispatcher.run;

import org.jspecify.annotations.NullMarked;
