/**
 * Transports and block transfers over TCP. Both begin with the same handshake, in which both sides
 * prove that they know the application's secret; see {@code docs/protocol.md}.
 */
@NullMarked
package dev.firesteel.protocol.network;

import org.jspecify.annotations.NullMarked;
