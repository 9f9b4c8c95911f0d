/** Messages between driver and executors, as values. */
@NullMarked
package dev.firesteel.protocol.message;

import org.jspecify.annotations.NullMarked;
