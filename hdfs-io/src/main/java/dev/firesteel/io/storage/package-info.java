/**
 * File systems as this room sees them: one small interface, the local one without any Hadoop class,
 * paths, globs and errors.
 */
@NullMarked
package dev.firesteel.io.storage;

import org.jspecify.annotations.NullMarked;
