package dev.firesteel.io.input;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.input.Finding.Step;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Entry.StoredFile;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.StorageErrors;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The files that an input's paths name. Each directory is listed once, with the places of its
 * files' blocks, and several at a time; all problems are found before they are reported.
 */
public final class InputFiles {
  /** Problems told one by one. */
  private static final int TOLD = 20;

  /** What came of a request: entries, or why there are none. */
  private record Answer(Step step, List<Entry> entries, @Nullable IOException failure) {}

  /** What opens file systems. */
  interface Opener {
    /** The file system of a location. */
    Storage of(Location location) throws IOException;
  }

  private final Opener storages;
  private final Subdirectories subdirectories;
  private final int threads;
  private final Map<Location, Storage> opened = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<Exception> causes = new ArrayList<>();

  /** Looks in these file systems, as the settings say. */
  public InputFiles(Storages storages, Config config) {
    this(storages::of, config.get(InputKeys.SUBDIRECTORIES), config.get(InputKeys.LISTING_THREADS));
  }

  /** Lists up to {@code threads} directories at a time. */
  InputFiles(Opener storages, Subdirectories subdirectories, int threads) {
    this.storages = storages;
    this.subdirectories = subdirectories;
    this.threads = threads;
  }

  /**
   * Finds the files of all paths, in the order of the paths and of the names in them.
   *
   * @throws FiresteelException naming every path that is missing or cannot be listed; or because
   *     the calling thread was interrupted, which ends the search
   */
  public List<StoredFile> find(List<Location> paths) {
    List<Step> round = new ArrayList<>();
    for (Location path : paths) {
      try {
        Finding finding = new Finding(path, storage(path), subdirectories);
        round.addAll(finding.start());
        findings.add(finding);
      } catch (IOException e) {
        note(path, e);
        problems.add(path + ": " + StorageErrors.why(path, e));
      }
    }
    search(round);
    findings.forEach(finding -> problems.addAll(finding.problems()));
    if (!problems.isEmpty()) {
      throw failure();
    }
    List<StoredFile> files = new ArrayList<>();
    findings.forEach(finding -> finding.addTo(files));
    return files;
  }

  private Storage storage(Location path) throws IOException {
    Location root = path.at("/");
    Storage known = opened.get(root);
    if (known == null) {
      known = storages.of(path);
      opened.put(root, known);
    }
    return known;
  }

  /** One round lists all that is known to be there; what it finds is listed in the next. */
  private void search(List<Step> first) {
    try (Crew crew = new Crew(threads)) {
      List<Step> round = first;
      while (!round.isEmpty()) {
        List<Step> next = new ArrayList<>();
        List<Step> now = round;
        List<Integer> numbers = IntStream.range(0, now.size()).boxed().toList();
        AtomicInteger end = new AtomicInteger(now.size());
        for (Answer answer : crew.all(numbers, number -> ask(now, number, end))) {
          take(answer, next);
        }
        round = next;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FiresteelException(
          ErrorCategory.CANCELLED, "Cannot list the input: the thread was interrupted", e);
    }
  }

  /**
   * Makes a request, but none after one that failed for a reason that may pass: each would wait as
   * long, and its answer is not needed any more.
   *
   * @param end the number of the first such failure
   */
  private static Answer ask(List<Step> round, int number, AtomicInteger end) {
    Step step = round.get(number);
    if (number > end.get()) {
      return new Answer(step, List.of(), null);
    }
    try {
      return new Answer(step, step.finding().storage().list(step.place()), null);
    } catch (IOException e) {
      FiresteelException explained = StorageErrors.explain("read", step.finding().path(), e);
      if (explained.category() != ErrorCategory.INPUT_OUTPUT) {
        end.accumulateAndGet(number, Math::min);
      }
      return new Answer(step, List.of(), e);
    }
  }

  private void take(Answer answer, List<Step> next) {
    Step step = answer.step();
    IOException failure = answer.failure();
    if (failure == null) {
      next.addAll(step.taker().apply(answer.entries()));
    } else if (!(failure instanceof NoSuchFileException)
        && !(failure instanceof NotDirectoryException)) {
      note(step.finding().path(), failure);
      step.finding().failed(failure);
    }
  }

  /** Keeps a cause, unless trying again can help: then nothing else matters. */
  private void note(Location path, IOException e) {
    FiresteelException explained = StorageErrors.explain("read", path, e);
    if (explained.category() != ErrorCategory.INPUT_OUTPUT) {
      throw explained;
    }
    causes.add(e);
  }

  private FiresteelException failure() {
    FiresteelException failure =
        new FiresteelException(
            ErrorCategory.INPUT_OUTPUT,
            "Cannot read " + told(),
            causes.isEmpty() ? null : causes.get(0));
    causes.stream().skip(1).limit(TOLD).forEach(failure::addSuppressed);
    return failure;
  }

  private String told() {
    if (problems.size() == 1) {
      return problems.get(0);
    }
    String first = String.join("\n  ", problems.subList(0, Math.min(TOLD, problems.size())));
    String more =
        problems.size() > TOLD ? "\n  and " + (problems.size() - TOLD) + " like these" : "";
    return problems.size() + " paths:\n  " + first + more;
  }
}
