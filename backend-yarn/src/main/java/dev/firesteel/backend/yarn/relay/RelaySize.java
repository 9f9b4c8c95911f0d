package dev.firesteel.backend.yarn.relay;

import dev.firesteel.api.config.Config;
import org.apache.hadoop.yarn.api.records.Resource;

/**
 * How large a relay is.
 *
 * @param heapMiB its heap in MiB
 * @param containerMiB its container's memory in MiB
 * @param cores its container's cores
 */
record RelaySize(long heapMiB, long containerMiB, int cores) {
  private static final long MIB = 1L << 20;

  static RelaySize of(Config config) {
    long heap = config.get(RelayKeys.MEMORY) / MIB;
    long overhead = (config.get(RelayKeys.OVERHEAD) + MIB - 1) / MIB;
    return new RelaySize(heap, heap + overhead, config.get(RelayKeys.CORES));
  }

  Resource container() {
    return Resource.newInstance(containerMiB, cores);
  }
}
