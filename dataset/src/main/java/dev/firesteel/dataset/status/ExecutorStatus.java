package dev.firesteel.dataset.status;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.topology.HostName;
import java.util.Optional;

/**
 * An executor that is not gone.
 *
 * @param executor its id
 * @param host where it is
 * @param state where it is on its way, such as {@code ready}
 * @param slots tasks that it runs at a time; 0 before it registered
 * @param running slots in use
 * @param queued tasks that it has beyond its slots
 * @param excluded why it gets no tasks though it is ready, if it is excluded
 */
public record ExecutorStatus(
    ExecutorId executor,
    HostName host,
    String state,
    int slots,
    int running,
    int queued,
    Optional<String> excluded) {}
