/** Hosts, racks and how near data is to a task. */
@NullMarked
package dev.firesteel.api.topology;

import org.jspecify.annotations.NullMarked;
