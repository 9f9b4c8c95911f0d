/**
 * The dispatcher's service over HTTP: orders, answers and logs for clients, uploaded files for
 * agents.
 */
@NullMarked
package dev.firesteel.backend.mesos.dispatcher.http;

import org.jspecify.annotations.NullMarked;
