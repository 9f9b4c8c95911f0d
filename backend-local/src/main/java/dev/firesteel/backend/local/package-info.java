/**
 * Executors on this machine: on threads of the driver's JVM ({@code local[n]}) or in JVMs of their
 * own ({@code local-cluster[n,cores,MiB]}).
 */
@NullMarked
package dev.firesteel.backend.local;

import org.jspecify.annotations.NullMarked;
