/** What runs in the task of a driver: the user's program, as a dispatcher was told to run it. */
@NullMarked
package dev.firesteel.backend.mesos.driver;

import org.jspecify.annotations.NullMarked;
