/**
 * A cluster of containers: hosts with names, addresses, racks and a network that can be cut, with
 * real daemons on them.
 */
@NullMarked
package dev.firesteel.containers;

import org.jspecify.annotations.NullMarked;
