/** What tasks fetch: the runtime and users' files, served by the driver over HTTP. */
@NullMarked
package dev.firesteel.backend.mesos.serve;

import org.jspecify.annotations.NullMarked;
