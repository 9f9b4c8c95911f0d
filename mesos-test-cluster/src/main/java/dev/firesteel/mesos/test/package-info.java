/** A double of Mesos on loopback, held against recorded traffic of a real one. */
@NullMarked
package dev.firesteel.mesos.test;

import org.jspecify.annotations.NullMarked;
