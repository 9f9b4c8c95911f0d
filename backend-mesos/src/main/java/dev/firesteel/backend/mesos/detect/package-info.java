/** Where the leading master is: one address, a list of them, or an election in ZooKeeper. */
@NullMarked
package dev.firesteel.backend.mesos.detect;

import org.jspecify.annotations.NullMarked;
