package dev.firesteel.backend.mesos.tenure;

import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
import dev.firesteel.backend.mesos.offer.Taken;

/**
 * An executor that an earlier holder of the framework has launched, and that may still run.
 *
 * @param executor its id
 * @param profile its profile
 * @param taken where it is; its resources need not be known
 * @param life how far it came, as far as is known
 */
public record Resident(ExecutorId executor, ResourceProfile profile, Taken taken, Life life) {
  /** How far it came. */
  public enum Life {
    /** Mesos may have been told to launch it. */
    LAUNCHED,
    /** It was seen to run. */
    RAN
  }
}
