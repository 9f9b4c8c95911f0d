/** The master as a state machine: calls and messages in, answers, events and messages out. */
@NullMarked
package dev.firesteel.mesos.test.master;

import org.jspecify.annotations.NullMarked;
