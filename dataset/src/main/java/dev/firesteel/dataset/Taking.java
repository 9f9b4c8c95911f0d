package dev.firesteel.dataset;

import dev.firesteel.dataset.action.Collecting;
import dev.firesteel.dataset.action.Query;
import dev.firesteel.dataset.lineage.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes the first elements: one partition first, then four times as many with each job. */
final class Taking<T extends @Nullable Object> {
  private static final int GROWTH = 4;

  private final Jobs jobs;
  private final Node<T> node;
  private final String description;
  private final String name;
  private final int wanted;
  private final ActionFuture<List<T>> future;
  private final List<T> taken = new ArrayList<>();
  private int scanned;

  private Taking(Jobs jobs, Node<T> node, String name, int wanted) {
    this.jobs = jobs;
    this.node = node;
    this.name = name;
    this.wanted = wanted;
    this.description = CallSite.of(name);
    this.future = jobs.future();
  }

  static <T extends @Nullable Object> ActionFuture<List<T>> start(
      Jobs jobs, Node<T> node, String name, int wanted) {
    if (wanted < 0) {
      throw new IllegalArgumentException(
          "Cannot take " + wanted + " elements (use a number from 0)");
    }
    Taking<T> taking = new Taking<>(jobs, node, name, wanted);
    taking.next();
    return taking.future;
  }

  private void next() {
    int partitions = wanted == 0 ? 0 : node.partitions();
    if (taken.size() >= wanted || scanned >= partitions) {
      future.complete(taken);
      return;
    }
    int from = scanned;
    int to = (int) Math.min(partitions, Math.max(1L, (long) scanned * (GROWTH + 1)));
    scanned = to;
    Query<T, List<T>, List<T>> query = Collecting.first(name, wanted - taken.size());
    jobs.submit(node, IntStream.range(from, to).boxed().toList(), query, description, future)
        .whenCompleteAsync(
            (answers, failure) -> {
              if (failure != null) {
                future.fail(failure);
                return;
              }
              try {
                add(answers);
                next();
              } catch (Throwable e) {
                future.fail(e);
              }
            });
  }

  private void add(List<List<T>> answers) {
    for (List<T> answer : answers) {
      for (T element : answer) {
        if (taken.size() < wanted) {
          taken.add(element);
        }
      }
    }
  }
}
