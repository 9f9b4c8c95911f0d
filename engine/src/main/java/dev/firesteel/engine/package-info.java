/** The engine for embedding: puts scheduler, executors, transports and a backend together. */
@NullMarked
package dev.firesteel.engine;

import org.jspecify.annotations.NullMarked;
