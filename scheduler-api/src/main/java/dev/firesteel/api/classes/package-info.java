/**
 * The classes of the user's jars, in a loader of their own, so that libraries there and Firesteel's
 * do not meet; what both share is the same for both.
 */
@NullMarked
package dev.firesteel.api.classes;

import org.jspecify.annotations.NullMarked;
