/** Programs to try out and to learn from; each uses the dataset API only and runs on any master. */
@NullMarked
package dev.firesteel.examples;

import org.jspecify.annotations.NullMarked;
