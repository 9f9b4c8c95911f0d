/**
 * Client mode where an unmanaged master gets no token: a small managed master that hands its token
 * to the driver.
 */
@NullMarked
package dev.firesteel.backend.yarn.relay;

import org.jspecify.annotations.NullMarked;
