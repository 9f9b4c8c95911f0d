/** An agent: tasks and their updates as a state machine, and the processes behind it. */
@NullMarked
package dev.firesteel.mesos.test.agent;

import org.jspecify.annotations.NullMarked;
