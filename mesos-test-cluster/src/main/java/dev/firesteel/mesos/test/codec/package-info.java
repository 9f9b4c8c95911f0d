/** Messages as bytes: protobuf, and JSON as Mesos writes and reads it. */
@NullMarked
package dev.firesteel.mesos.test.codec;

import org.jspecify.annotations.NullMarked;
