/** How applications of this user on this machine are found, asked how they are, and ended. */
@NullMarked
package dev.firesteel.engine.control;

import org.jspecify.annotations.NullMarked;
