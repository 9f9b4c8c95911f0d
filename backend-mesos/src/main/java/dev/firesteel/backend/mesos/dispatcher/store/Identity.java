package dev.firesteel.backend.mesos.dispatcher.store;

/**
 * Who a dispatcher is for Mesos.
 *
 * @param framework its framework's id
 * @param nonce a part of its tasks' ids
 */
public record Identity(String framework, String nonce) {}
