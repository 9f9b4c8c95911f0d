/**
 * What users program with: sessions, datasets and pairs. Everything here is driver side and lazily
 * evaluated.
 */
@NullMarked
package dev.firesteel.dataset;

import org.jspecify.annotations.NullMarked;
