/** Cluster mode: a dispatcher, which looks after drivers that run as tasks of Mesos; its values. */
@NullMarked
package dev.firesteel.backend.mesos.dispatcher;

import org.jspecify.annotations.NullMarked;
