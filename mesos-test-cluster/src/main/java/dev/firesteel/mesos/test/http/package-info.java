/**
 * A small HTTP/1.1 server that answers as libprocess does, down to the order of headers, and whose
 * connections can be broken at will.
 */
@NullMarked
package dev.firesteel.mesos.test.http;

import org.jspecify.annotations.NullMarked;
