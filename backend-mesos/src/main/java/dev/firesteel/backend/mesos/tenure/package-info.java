/** What of a framework outlives the JVM that has it: who goes on with it, and where from. */
@NullMarked
package dev.firesteel.backend.mesos.tenure;

import org.jspecify.annotations.NullMarked;
