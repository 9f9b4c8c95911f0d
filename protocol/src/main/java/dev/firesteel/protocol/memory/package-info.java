/** Transports and block transfers within one JVM, through the same codec as over the network. */
@NullMarked
package dev.firesteel.protocol.memory;

import org.jspecify.annotations.NullMarked;
