/**
 * Applications seen from outside: submits drivers to containers, tells how applications are, ends
 * them, reads their logs.
 */
@NullMarked
package dev.firesteel.backend.yarn.submit;

import org.jspecify.annotations.NullMarked;
