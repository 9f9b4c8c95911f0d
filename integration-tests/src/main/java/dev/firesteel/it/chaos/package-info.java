/** Kills and stops executors while jobs run, and compares every answer with the right one. */
@NullMarked
package dev.firesteel.it.chaos;

import org.jspecify.annotations.NullMarked;
