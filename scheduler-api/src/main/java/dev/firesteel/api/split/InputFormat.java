package dev.firesteel.api.split;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of input: plans splits on the driver and reads them on executors. Serialized with Java
 * serialization, once per stage; splits travel with their tasks, one by one.
 *
 * @param <T> the elements' type
 * @param <S> the splits' type
 */
public interface InputFormat<T extends @Nullable Object, S extends InputSplit>
    extends Serializable {
  /**
   * Cuts the input into splits, in the order of the data. Called on the driver, once per dataset,
   * when it is first needed.
   *
   * @throws dev.firesteel.api.error.FiresteelException if the input is missing or not readable,
   *     naming it
   */
  List<S> plan(PlanContext context) throws IOException;

  /** Writes a split for its way to an executor. */
  void write(S split, SplitOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  S read(SplitInput in) throws IOException;

  /** Opens a split for reading. Called on an executor; the caller closes the cursor. */
  Cursor<T> open(S split, ReadContext context) throws IOException;

  /** One line for lineage prints, such as {@code text file:/data/in}. */
  String describe();
}
