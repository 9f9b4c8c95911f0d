/**
 * The application master of cluster mode: registers, runs the user's main class, reports how it
 * ended; lends registration and files to the sessions of that program.
 */
@NullMarked
package dev.firesteel.backend.yarn.master;

import org.jspecify.annotations.NullMarked;
