/** The primitives that every message, request and split is written in. */
@NullMarked
package dev.firesteel.protocol.wire;

import org.jspecify.annotations.NullMarked;
