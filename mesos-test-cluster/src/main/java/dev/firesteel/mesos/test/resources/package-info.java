/** Arithmetic with Mesos' resources. */
@NullMarked
package dev.firesteel.mesos.test.resources;

import org.jspecify.annotations.NullMarked;
