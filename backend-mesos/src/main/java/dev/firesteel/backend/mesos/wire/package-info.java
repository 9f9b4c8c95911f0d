/**
 * The v1 scheduler API of a Mesos master: HTTP, RecordIO, a subscription that keeps itself alive,
 * calls in order, failures with advice. What the messages mean is not known here.
 */
@NullMarked
package dev.firesteel.backend.mesos.wire;

import org.jspecify.annotations.NullMarked;
