/** Executors in containers of Hadoop YARN: the backend and its settings. */
@NullMarked
package dev.firesteel.backend.yarn;

import org.jspecify.annotations.NullMarked;
