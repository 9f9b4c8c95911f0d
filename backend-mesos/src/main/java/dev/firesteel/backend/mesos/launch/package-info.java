/** What executors are as tasks of Mesos: command, environment, files, container; and their logs. */
@NullMarked
package dev.firesteel.backend.mesos.launch;

import org.jspecify.annotations.NullMarked;
