package dev.firesteel.simulation;

import dev.firesteel.simulation.check.History;
import dev.firesteel.simulation.check.Tally;
import dev.firesteel.simulation.fault.Climate;

/**
 * What came of one seed.
 *
 * @param history its events and actions
 * @param tally the invariants that were checked
 * @param climate the faults that happened
 * @param succeeded jobs that succeeded
 * @param failed jobs that failed or were cancelled
 * @param virtualSeconds how long it took in virtual time
 */
public record Outcome(
    History history,
    Tally tally,
    Climate climate,
    int succeeded,
    int failed,
    long virtualSeconds) {}
