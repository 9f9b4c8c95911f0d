package dev.firesteel.io.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.IfExists;
import dev.firesteel.io.hadoop.NoAnswerException;
import dev.firesteel.io.output.FaultyStorage.Fault;
import dev.firesteel.io.output.FaultyStorage.When;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import dev.firesteel.io.storage.Storages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saves on a file system that fails in the middle of their commit. */
final class DirectorySaveTest {
  @TempDir Path root;

  private List<String> tree() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(
              file -> {
                try {
                  return root.relativize(file) + " " + Files.readString(file);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .sorted()
          .toList();
    }
  }

  private void old(int files) throws IOException {
    Files.createDirectories(root.resolve("out"));
    for (int i = 0; i < files; i++) {
      Files.writeString(root.resolve("out/" + PartName.of(i)), "old");
    }
    Files.createFile(root.resolve("out/_SUCCESS"));
  }

  private DirectorySave begin(IfExists ifExists, Fault fault) throws IOException {
    Location out = new Location(Location.FILE, "", root.resolve("out").toString());
    Storage storage = new FaultyStorage(new Storages(new TreeMap<>()).of(out), fault);
    OutputPlace place = new OutputPlace(out, ifExists, "job-1", "");
    Claim claim = new Claim(storage, place, Committer.RENAME);
    return DirectorySave.begin(storage, place, claim, new Renaming(storage, place, claim));
  }

  private List<byte[]> winners(int files) throws IOException {
    List<byte[]> winners = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      String name = PartName.of(i) + "." + i;
      Files.writeString(root.resolve("out/_temporary/job-1").resolve(name), "new");
      winners.add(name.getBytes(UTF_8));
    }
    return winners;
  }

  @ParameterizedTest
  @EnumSource
  void aMarkWhoseAnswerIsLostIsUndoneWithTheRest(IfExists ifExists) throws Exception {
    if (ifExists != IfExists.FAIL) {
      old(2);
    }
    List<String> before = tree();
    DirectorySave save =
        begin(
            ifExists,
            (when, request) -> {
              if (when == When.AFTER && request.equals("create _SUCCESS")) {
                throw new IOException("no answer");
              }
            });
    List<byte[]> winners = winners(2);
    assertThatThrownBy(() -> save.commit(winners)).hasMessageContaining("no answer");
    assertThat(tree()).isEqualTo(before);
    save.abort();
    assertThat(tree()).isEqualTo(before);
  }

  @Test
  void aSaveThatIsOvertakenBeforeItHasTheLockLeavesNoLock() throws Exception {
    old(2);
    DirectorySave save =
        begin(
            IfExists.OVERWRITE,
            (when, request) -> {
              if (when == When.BEFORE && request.equals("create _replacing")) {
                overtake();
              }
            });
    List<byte[]> winners = winners(2);
    List<String> others = List.of("out/_SUCCESS ", "out/part-00000 old", "out/part-00001 old");
    assertThatThrownBy(() -> save.commit(winners))
        .hasMessageContaining("another save replaced all that it held meanwhile");
    assertThat(tree()).isEqualTo(others);
    save.abort();
    assertThat(tree()).isEqualTo(others);
    assertThat(root.resolve("out/_temporary")).doesNotExist();
  }

  @Test
  void aSaveThatIsOvertakenAndDoesNotLearnItAtOnceLeavesNoLock() throws Exception {
    old(2);
    AtomicBoolean locked = new AtomicBoolean();
    DirectorySave save =
        begin(
            IfExists.OVERWRITE,
            (when, request) -> {
              if (request.equals("create _replacing")) {
                overtake();
                locked.set(when == When.AFTER);
              }
              if (request.equals("find job-1") && locked.compareAndSet(true, false)) {
                throw new IOException("no answer");
              }
            });
    List<byte[]> winners = winners(2);
    assertThatThrownBy(() -> save.commit(winners)).hasMessageContaining("no answer");
    assertThat(root.resolve("out/_temporary")).doesNotExist();
  }

  /** Another save has removed this one's files, then its own and its lock. */
  private void overtake() throws IOException {
    Path job = root.resolve("out/_temporary/job-1");
    if (Files.exists(job)) {
      try (Stream<Path> all = Files.walk(job)) {
        all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  @Test
  void aFailureBetweenFilesAndMarkUndoesThem() throws Exception {
    AtomicBoolean failed = new AtomicBoolean();
    DirectorySave save =
        begin(
            IfExists.FAIL,
            (when, request) -> {
              if (when == When.AFTER
                  && request.equals("delete job-1")
                  && failed.compareAndSet(false, true)) {
                throw new IOException("no answer");
              }
            });
    List<byte[]> winners = winners(2);
    assertThatThrownBy(() -> save.commit(winners)).hasMessageContaining("no answer");
    assertThat(tree()).isEmpty();
  }

  @Test
  void whatMayHaveBeenPutAsideIsPutBackOnceTheStorageIsThereAgain() throws Exception {
    for (String lost : List.of("part-00001", "_SUCCESS")) {
      old(3);
      List<String> before = tree();
      AtomicBoolean first = new AtomicBoolean(true);
      AtomicBoolean down = new AtomicBoolean();
      DirectorySave save =
          begin(
              IfExists.OVERWRITE,
              (when, request) -> {
                if (when == When.AFTER
                    && request.equals("rename " + lost)
                    && first.compareAndSet(true, false)) {
                  down.set(true);
                  throw new IOException("no answer");
                }
                if (request.startsWith("find") && down.compareAndSet(true, false)) {
                  throw new IOException("still no answer");
                }
              });
      List<byte[]> winners = winners(2);
      assertThatThrownBy(() -> save.commit(winners)).hasMessageContaining("no answer");
      save.abort();
      assertThat(tree()).isEqualTo(before);
      Files.delete(root.resolve("out/_SUCCESS"));
    }
  }

  @Test
  void whereNobodyAnswersOneAttemptToUndoIsEnough() throws Exception {
    old(50);
    List<String> before = tree();
    AtomicInteger asked = new AtomicInteger();
    AtomicBoolean down = new AtomicBoolean();
    DirectorySave save =
        begin(
            IfExists.OVERWRITE,
            (when, request) -> {
              if (request.equals("rename part-00049")) {
                down.set(true);
              }
              if (down.get() && request.startsWith("rename")) {
                asked.incrementAndGet();
                throw new NoAnswerException(
                    "nn refuses connections", NoAnswerException.Effect.NONE, new IOException());
              }
            });
    List<byte[]> winners = winners(1);
    assertThatThrownBy(() -> save.commit(winners)).isInstanceOf(FiresteelException.class);
    assertThat(asked).hasValue(2);
    down.set(false);
    save.abort();
    assertThat(tree()).isEqualTo(before);
  }
}
