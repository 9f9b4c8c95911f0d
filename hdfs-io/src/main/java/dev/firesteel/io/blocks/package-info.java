/**
 * Files of blocks of bytes, each with a checksum: what object files and checkpoints are made of.
 */
@NullMarked
package dev.firesteel.io.blocks;

import org.jspecify.annotations.NullMarked;
