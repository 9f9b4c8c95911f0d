/** How messages become bytes. */
@NullMarked
package dev.firesteel.protocol.codec;

import org.jspecify.annotations.NullMarked;
