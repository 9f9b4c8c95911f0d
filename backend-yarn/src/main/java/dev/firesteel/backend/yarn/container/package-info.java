/**
 * Processes in containers: what a NodeManager is told to start, how it is told, and what its
 * answers about ended containers mean.
 */
@NullMarked
package dev.firesteel.backend.yarn.container;

import org.jspecify.annotations.NullMarked;
