/** Hadoop's delegation tokens as credentials of executors; loads no Hadoop where none is needed. */
@NullMarked
package dev.firesteel.io.credential;

import org.jspecify.annotations.NullMarked;
