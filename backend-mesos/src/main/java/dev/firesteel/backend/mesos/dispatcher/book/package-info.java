/** Pure: what becomes of drivers; no clock, no disk, no thread. */
@NullMarked
package dev.firesteel.backend.mesos.dispatcher.book;

import org.jspecify.annotations.NullMarked;
