/** Local files, the chunk format, and what the spillable structures of one task share. */
@NullMarked
package dev.firesteel.executor.spill;

import org.jspecify.annotations.NullMarked;
