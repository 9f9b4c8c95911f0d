/**
 * Real HDFS and YARN daemons as processes of this machine: a {@link
 * dev.firesteel.devcluster.ClusterSpec} says which, a {@link dev.firesteel.devcluster.DevCluster}
 * starts, watches and ends them.
 */
@NullMarked
package dev.firesteel.devcluster;

import org.jspecify.annotations.NullMarked;
