/** Files of the driver's machine on the cluster's file system, for containers. */
@NullMarked
package dev.firesteel.backend.yarn.staging;

import org.jspecify.annotations.NullMarked;
