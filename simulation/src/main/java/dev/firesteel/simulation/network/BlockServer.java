package dev.firesteel.simulation.network;

import dev.firesteel.protocol.block.BlockKey;
import java.util.OptionalLong;

/** Serves the blocks of one executor. */
public interface BlockServer {
  /** The host it is on. */
  String host();

  /** Whether its process lives. */
  boolean alive();

  /** Whether it answers at all; one that does not keeps those who ask waiting. */
  boolean answers();

  /** The value of a block, if it is there. */
  OptionalLong serve(BlockKey key);
}
