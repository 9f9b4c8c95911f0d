package dev.firesteel.devcluster;

import java.util.List;
import java.util.Map;

/**
 * One daemon of a cluster.
 *
 * @param name unique in the cluster, such as {@code datanode-2}
 * @param kind what it is
 * @param host the host that it is said to run on
 * @param httpPort where it tells its state, on loopback
 * @param settings its own settings, beside those of the whole cluster
 * @param arguments of its main class
 * @param restartArguments of its main class when it starts again in a running cluster
 */
record DaemonSpec(
    String name,
    DaemonKind kind,
    Host host,
    int httpPort,
    Map<String, String> settings,
    List<String> arguments,
    List<String> restartArguments) {}
