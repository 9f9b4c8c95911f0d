/** The dispatcher's memory on the disk. */
@NullMarked
package dev.firesteel.backend.mesos.dispatcher.store;

import org.jspecify.annotations.NullMarked;
