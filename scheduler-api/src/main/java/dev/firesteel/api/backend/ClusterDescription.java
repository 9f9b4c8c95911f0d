package dev.firesteel.api.backend;

/**
 * The cluster that accepted the application.
 *
 * @param name for people, such as {@code local-cluster[2,1,1024]}
 * @param applicationName the name by which the cluster knows the application
 * @param address a page or address to look at, or the empty text
 */
public record ClusterDescription(String name, String applicationName, String address) {}
