package dev.firesteel.io.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found, in which order, and with how many requests. */
@Timeout(60)
final class InputFilesTest {
  private final ListedStorage storage = new ListedStorage();

  @Test
  void allProblemsOfAllPathsAreToldTogether() {
    storage.file("/in/a/x", 1).deny("/in/a").file("/in/b/x", 1).deny("/in/b").directory("/in/c/d");
    assertThatThrownBy(() -> find(Subdirectories.REFUSE, "/no", "/in/*/*", "/in/{a,c}", "/nor/*"))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.INPUT_OUTPUT))
        .hasMessage(
            """
            Cannot read 6 paths:
              listed:/no: it does not exist (check the path)
              listed:/in/*/*: permission denied at listed:/in/a (ask its owner for access)
              listed:/in/*/*: permission denied at listed:/in/b (ask its owner for access)
              listed:/in/{a,c}: permission denied at listed:/in/a (ask its owner for access)
              listed:/in/c/d: it is a directory inside an input directory \
            (set firesteel.io.subdirectories to read or skip, or name its files with a glob)
              listed:/nor/*: it does not exist (check the path)""");
  }

  @Test
  void ofVeryManyProblemsTheFirstAreTold() {
    String[] paths = IntStream.range(0, 100).mapToObj(i -> "/no" + i).toArray(String[]::new);
    assertThatThrownBy(() -> find(Subdirectories.REFUSE, paths))
        .hasMessageStartingWith("Cannot read 100 paths:\n  listed:/no0: it does not exist")
        .hasMessageEndingWith("\n  and 80 like these");
  }

  @Test
  void aFailureThatMayPassEndsTheSearch() {
    storage
        .file("/in/x", 1)
        .on(
            path -> {
              throw new IOException("the name node is in safe mode");
            });
    assertThatThrownBy(() -> find(Subdirectories.REFUSE, "/in", "/no"))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.TRANSIENT))
        .hasMessage("Cannot read listed:/in: the name node is in safe mode");
  }

  @Test
  void afterAFailureThatMayPassNothingMoreIsAsked() {
    IntStream.range(0, 500).forEach(i -> storage.file("/in/" + i + "/x", 1));
    storage.on(
        path -> {
          if (!path.equals("/in")) {
            throw new IOException("the name node is gone");
          }
        });
    InputFiles files = new InputFiles(location -> storage, Subdirectories.READ, 4);
    assertThatThrownBy(() -> files.find(List.of(ListedStorage.at("/in"))))
        .hasMessage("Cannot read listed:/in: the name node is gone");
    assertThat(storage.requests()).hasSizeBetween(2, 5);
  }

  @Test
  void aPathTakesOneRequestWhateverItIs() {
    storage.file("/in/a", 1).file("/in/b", 2).directory("/empty");
    assertThat(find(Subdirectories.REFUSE, "/in/a")).containsExactly("/in/a");
    assertThat(find(Subdirectories.REFUSE, "/in")).containsExactly("/in/a", "/in/b");
    assertThat(find(Subdirectories.REFUSE, "/in/*")).containsExactly("/in/a", "/in/b");
    assertThat(find(Subdirectories.REFUSE, "/empty")).isEmpty();
    assertThat(storage.requests()).containsExactly("/empty", "/in", "/in", "/in/a");
  }

  @Test
  void aGlobListsEachDirectoryOnce() {
    storage.file("/d/1/x", 1).file("/d/2/x", 1).file("/d/2/y", 1).file("/d/3", 1);
    assertThat(find(Subdirectories.REFUSE, "/d/*/*")).containsExactly("/d/1/x", "/d/2/x", "/d/2/y");
    assertThat(storage.requests()).containsExactly("/d", "/d/1", "/d/2");
  }

  @Test
  void aGlobMayEndInPlainNames() {
    storage.file("/d/1/x", 1).file("/d/2/y", 1).file("/d/3", 1);
    assertThat(find(Subdirectories.REFUSE, "/d/*/x")).containsExactly("/d/1/x");
    assertThat(find(Subdirectories.REFUSE, "/d/*")).as("directories").hasSize(3);
  }

  @Test
  void theOrderIsThatOfPathsAndNamesHoweverManyThreadsList() {
    String[] expected =
        IntStream.range(100, 200)
            .boxed()
            .flatMap(d -> Stream.of("/d/" + d + "/a", "/d/" + d + "/s/b", "/d/" + d + "/t"))
            .toArray(String[]::new);
    for (String path : expected) {
      storage.file(path, 1);
    }
    assertThat(find(Subdirectories.READ, "/d")).containsExactly(expected);
    assertThat(find(Subdirectories.READ, "/d/*")).containsExactly(expected);
    assertThat(find(Subdirectories.SKIP, "/d/1[0-4]*")).hasSize(100);
  }

  @Test
  void aMatchOfSeveralAlternativesCountsOnceAndAPathNamedTwiceTwice() {
    storage.file("/in/a", 1);
    assertThat(find(Subdirectories.REFUSE, "/{in,i*}/{a,a*}")).containsExactly("/in/a");
    assertThat(find(Subdirectories.REFUSE, "/in", "/in/a")).containsExactly("/in/a", "/in/a");
  }

  @Test
  void whatGoesAwayWhileListingIsLeftOut() {
    storage.file("/d/1/x", 1).file("/d/2/x", 1).vanish("/d/2");
    assertThat(find(Subdirectories.READ, "/d")).containsExactly("/d/1/x");
    assertThat(find(Subdirectories.REFUSE, "/d/*")).containsExactly("/d/1/x");
  }

  @Test
  void directoriesAreListedAtTheSameTimeByThreadsThatEnd() throws Exception {
    CyclicBarrier together = new CyclicBarrier(4);
    AtomicInteger other = new AtomicInteger();
    ThreadGroup group = new ThreadGroup("planning");
    for (int i = 0; i < 8; i++) {
      storage.file("/d/" + i + "/x", 1);
    }
    storage.on(
        path -> {
          if (path.length() > 2) {
            await(together);
          }
        });
    Thread planner = new Thread(group, () -> other.set(find(Subdirectories.REFUSE, "/d/*").size()));
    planner.start();
    planner.join();
    assertThat(other).hasValue(8);
    while (group.activeCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anInterruptionEndsTheSearch() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    AtomicInteger ended = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    storage
        .file("/d/1/x", 1)
        .file("/d/2/x", 1)
        .on(
            path -> {
              if (path.length() > 2) {
                asked.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  ended.incrementAndGet();
                  throw new InterruptedIOException();
                }
              }
            });
    Thread planner =
        new Thread(
            () -> {
              try {
                find(Subdirectories.REFUSE, "/d/*");
              } catch (FiresteelException e) {
                failure.set(Thread.interrupted() ? e : null);
              }
            });
    planner.start();
    asked.await();
    planner.interrupt();
    planner.join();
    assertThat(failure.get())
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CANCELLED))
        .hasMessage("Cannot list the input: the thread was interrupted");
    while (ended.get() < 2) {
      Thread.onSpinWait();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("directories are not listed at the same time", e);
    }
  }

  private List<String> find(Subdirectories subdirectories, String... paths) {
    return new InputFiles(location -> storage, subdirectories, 4)
        .find(Stream.of(paths).map(ListedStorage::at).toList()).stream()
            .map(file -> file.location().path())
            .toList();
  }
}
