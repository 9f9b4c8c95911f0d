/**
 * The data plane: blocks of shuffles, broadcasts and cached datasets, served from executor to
 * executor.
 */
@NullMarked
package dev.firesteel.protocol.block;

import org.jspecify.annotations.NullMarked;
