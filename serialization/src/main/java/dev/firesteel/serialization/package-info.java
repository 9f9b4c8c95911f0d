/** How records become bytes: splits, answers, shuffled and kept elements. */
@NullMarked
package dev.firesteel.serialization;

import org.jspecify.annotations.NullMarked;
