/** Which failures are too many, and what is excluded because of them. */
@NullMarked
package dev.firesteel.scheduler.health;

import org.jspecify.annotations.NullMarked;
