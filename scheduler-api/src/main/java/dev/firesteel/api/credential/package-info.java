/** Proofs of identity that the driver makes and executors use: the contract of their providers. */
@NullMarked
package dev.firesteel.api.credential;

import org.jspecify.annotations.NullMarked;
