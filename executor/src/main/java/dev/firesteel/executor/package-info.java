/** The process of an executor. */
@NullMarked
package dev.firesteel.executor;

import org.jspecify.annotations.NullMarked;
