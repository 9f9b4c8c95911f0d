/** What executors are made of and what tasks take: cores, memory and named extra resources. */
@NullMarked
package dev.firesteel.api.resource;

import org.jspecify.annotations.NullMarked;
