package dev.firesteel.scheduler.state;

import java.util.Set;

/**
 * A state of a small machine. The table of legal transitions is {@link #next}; each enum shows it
 * in its javadoc.
 */
public interface State<S extends Enum<S>> {
  /** The states that may follow. */
  Set<S> next();

  /**
   * The state after a transition.
   *
   * @param subject what changes its state, for the error
   * @throws IllegalStateException if the transition is not legal; names both states
   */
  static <S extends Enum<S> & State<S>> S move(Object subject, S from, S to) {
    if (!from.next().contains(to)) {
      throw new IllegalStateException(
          "Cannot move "
              + subject
              + " from "
              + from
              + " to "
              + to
              + ": from "
              + from
              + " only "
              + from.next()
              + " may follow (a defect of the scheduler; please report it)");
    }
    return to;
  }
}
