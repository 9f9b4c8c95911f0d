/** Makes the copies of kept partitions and map outputs that the driver orders. */
@NullMarked
package dev.firesteel.executor.copy;

import org.jspecify.annotations.NullMarked;
