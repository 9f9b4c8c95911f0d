package dev.firesteel.backend.yarn.rm;

/**
 * What an application master says of itself.
 *
 * @param host its host
 * @param port of its service, or -1 if it has none
 * @param page to look at, or the empty text
 * @param label the node label on which its containers are wanted, or the empty text
 */
public record MasterAddress(String host, int port, String page, String label) {}
