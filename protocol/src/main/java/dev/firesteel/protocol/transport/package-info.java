/** Channels that carry batches of messages: the same codec in memory and over the network. */
@NullMarked
package dev.firesteel.protocol.transport;

import org.jspecify.annotations.NullMarked;
