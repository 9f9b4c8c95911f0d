/** Typed identifiers: each id is a record of its own, so that no two kinds can be confused. */
@NullMarked
package dev.firesteel.api.id;

import org.jspecify.annotations.NullMarked;
