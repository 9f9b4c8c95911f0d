/**
 * Pure: from demand to what is asked of the ResourceManager, from containers to offers; no clock,
 * thread or Hadoop type.
 */
@NullMarked
package dev.firesteel.backend.yarn.ask;

import org.jspecify.annotations.NullMarked;
