/** Executors as tasks of Apache Mesos: the conversation of the SPI over offers. */
@NullMarked
package dev.firesteel.backend.mesos;

import org.jspecify.annotations.NullMarked;
