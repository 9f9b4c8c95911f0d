package dev.firesteel.devcluster;

import java.util.List;
import java.util.Map;

/**
 * One daemon of a cluster.
 *
 * @param name unique in the cluster, such as {@code datanode-2}
 * @param kind what it is
 * @param host the host that it is said to run on
 * @param http where it tells its state, an address on loopback and a port
 * @param settings its own settings, beside those of the whole cluster
 * @param arguments of its main class
 * @param restartArguments of its main class when it starts again in a running cluster
 */
record DaemonSpec(
    String name,
    DaemonKind kind,
    Host host,
    String http,
    Map<String, String> settings,
    List<String> arguments,
    List<String> restartArguments) {}
