/** Which failures are too many. */
@NullMarked
package dev.firesteel.scheduler.health;

import org.jspecify.annotations.NullMarked;
