/**
 * The conformance kit of the backend SPI: each numbered rule of {@code dev.firesteel.api.backend}
 * as checks that run in JUnit ({@link dev.firesteel.backend.tck.ClusterBackendContract}) or against
 * a live cluster ({@link dev.firesteel.backend.tck.ContractReport}).
 */
@NullMarked
package dev.firesteel.backend.tck;

import org.jspecify.annotations.NullMarked;
