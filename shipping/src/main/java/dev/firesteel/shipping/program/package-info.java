/** The user's program in a cluster's container: its main method, and how it and its JVM ended. */
@NullMarked
package dev.firesteel.shipping.program;

import org.jspecify.annotations.NullMarked;
