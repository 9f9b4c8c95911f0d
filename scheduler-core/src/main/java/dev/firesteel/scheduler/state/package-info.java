/** What all state machines of the scheduler share: legal transitions, and refusal of the others. */
@NullMarked
package dev.firesteel.scheduler.state;

import org.jspecify.annotations.NullMarked;
