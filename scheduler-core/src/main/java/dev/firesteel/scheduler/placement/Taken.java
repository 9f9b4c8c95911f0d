package dev.firesteel.scheduler.placement;

import dev.firesteel.api.topology.LocalityLevel;

/** Where among the pending tasks the one stood that was taken. */
public enum Taken {
  /** It wishes the executor. */
  PROCESS(LocalityLevel.PROCESS),
  /** It wishes the host. */
  NODE(LocalityLevel.NODE),
  /** It wishes a host of the rack. */
  RACK(LocalityLevel.RACK),
  /** It wishes another place. */
  ELSEWHERE(LocalityLevel.ANY),
  /** It wishes nothing. */
  UNWISHED(LocalityLevel.ANY),
  /** It was to be kept away from an executor; where it would like to be was not asked. */
  MOVED(LocalityLevel.ANY);

  private final LocalityLevel level;

  Taken(LocalityLevel level) {
    this.level = level;
  }

  LocalityLevel level() {
    return level;
  }
}
