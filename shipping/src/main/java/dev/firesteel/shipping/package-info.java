/**
 * Files on their way to containers of any cluster: the runtime as one archive that is the same
 * everywhere, the user's files by their names, digests, archives of shared classes.
 */
@NullMarked
package dev.firesteel.shipping;

import org.jspecify.annotations.NullMarked;
