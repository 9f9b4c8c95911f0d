package dev.firesteel.dataset.step;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.dataset.Pair;
import dev.firesteel.dataset.function.SerializableBiFunction;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Pairs elements by their places; both sides must have equally many. */
public final class ZipFunction<A extends @Nullable Object, B extends @Nullable Object>
    implements SerializableBiFunction<Iterator<A>, Iterator<B>, Iterator<Pair<A, B>>> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Pair<A, B>> apply(Iterator<A> left, Iterator<B> right) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        if (left.hasNext() != right.hasNext()) {
          throw new FiresteelException(
              ErrorCategory.USER,
              "Cannot zip: a partition has more elements on one side than on the other (zip datasets"
                  + " that were mapped from the same one, or join by key)");
        }
        return left.hasNext();
      }

      @Override
      public Pair<A, B> next() {
        return Pair.of(left.next(), right.next());
      }
    };
  }
}
