package dev.firesteel.backend.mesos.dispatcher.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.LossReason;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import dev.firesteel.api.topology.RackName;
import dev.firesteel.backend.mesos.dispatcher.Orders;
import dev.firesteel.backend.mesos.dispatcher.book.DriverBook;
import dev.firesteel.backend.mesos.dispatcher.book.DriverEvent;
import dev.firesteel.backend.mesos.dispatcher.book.DriverLife;
import dev.firesteel.backend.mesos.dispatcher.book.Entry;
import dev.firesteel.backend.mesos.dispatcher.book.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDriverStoreTest {
  private static final Instant T = Instant.parse("2026-11-23T10:00:00.123456Z");

  @TempDir Path directory;

  private FileDriverStore open() {
    return FileDriverStore.open(directory, () -> new Identity("F-1", "n1"));
  }

  // ---- refusals

  @Test
  void aSecondDispatcherOnTheSameDirectoryIsRefused() {
    try (FileDriverStore first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOfSatisfying(
              FiresteelException.class,
              e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
          .hasMessageContaining("another dispatcher keeps its drivers there");
      assertThat(first.entries()).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoStoreIsRefused() throws IOException {
    Files.writeString(directory.resolve(FileDriverStore.FILE), "x".repeat(20_000));
    assertThatThrownBy(this::open)
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Cannot read the drivers in");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> FileDriverStore.open(file, () -> new Identity("F", "n")))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("use another directory");
  }

  @Test
  void whatCannotBeWrittenIsAnError() {
    FileDriverStore store = open();
    store.close();
    assertThatThrownBy(() -> store.save(List.of(entry("a"))))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("Cannot write the drivers");
  }

  // ---- memory

  @Test
  void everythingOfAnEntryIsThereAgain() {
    Place place =
        new Place(
            "F-1",
            "t.n1",
            "A-1",
            URI.create("http://h1:5051"),
            new Placement(new HostName("h1"), new RackName("/r1")));
    Entry queued = entry("a");
    Entry launched = DriverLife.after(queued, new DriverEvent.Launch());
    Entry running =
        DriverLife.after(
            DriverLife.after(launched, new DriverEvent.Placed(place)), new DriverEvent.Started(T));
    LossReason why = LossReason.of(LossCause.LAUNCH_FAILED, "no \"Java\"\nthere");
    Entry waiting = DriverLife.after(running, new DriverEvent.Lost(why, T));
    Entry killed = DriverLife.after(queued, new DriverEvent.Kill(T));
    for (Entry each : List.of(queued, launched, running, waiting, killed)) {
      try (FileDriverStore store = open()) {
        store.save(List.of(each));
      }
      try (FileDriverStore store = open()) {
        assertThat(store.entries()).containsExactly(each);
        assertThat(store.next()).isEqualTo(2);
      }
    }
  }

  @Test
  void itStaysWhoItIs() {
    open().close();
    try (FileDriverStore store = FileDriverStore.open(directory, () -> new Identity("F-2", "n2"))) {
      assertThat(store.identity()).isEqualTo(new Identity("F-1", "n1"));
    }
  }

  @Test
  void whatWasRemovedStaysAwayAndItsNumberIsNotUsedAgain() {
    try (FileDriverStore store = open()) {
      Entry entry = entry("a");
      store.save(List.of(entry));
      store.remove(List.of(entry));
    }
    try (FileDriverStore store = open()) {
      assertThat(store.entries()).isEmpty();
      assertThat(store.next()).isEqualTo(2);
    }
  }

  @Test
  void onlyItsUserMayReadIt() throws IOException {
    open().close();
    Path file = directory.resolve(FileDriverStore.FILE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aThreadThatIsInterruptedDoesNotCloseIt() {
    try (FileDriverStore store = open()) {
      Thread.currentThread().interrupt();
      store.save(List.of(entry("a")));
      assertThat(Thread.interrupted()).isTrue();
      store.save(List.of(entry("a")));
      assertThat(store.entries()).hasSize(1);
    }
  }

  @Test
  void manyChangesDoNotMakeItGrowForGood() throws IOException {
    Entry queued = entry("a");
    Entry launched = DriverLife.after(queued, new DriverEvent.Launch());
    try (FileDriverStore store = open()) {
      for (int i = 0; i < 200; i++) {
        store.save(List.of(queued));
        store.save(List.of(launched));
      }
    }
    open().close();
    assertThat(Files.size(directory.resolve(FileDriverStore.FILE))).isLessThan(1L << 20);
  }

  // ---- ends without a word

  @Test
  void whatWasSavedLastMayBeTornButNothingBefore() throws IOException {
    Path file = directory.resolve(FileDriverStore.FILE);
    List<Entry> entries = numbered(30);
    List<byte[]> images = new ArrayList<>();
    try (FileDriverStore store = open()) {
      for (Entry each : entries) {
        store.save(List.of(each));
        images.add(Files.readAllBytes(file));
      }
    }
    for (int n = 1; n < images.size(); n++) {
      byte[] before = images.get(n - 1);
      byte[] after = images.get(n);
      if (after.length > before.length) {
        Files.write(file, after);
        try (FileChannel torn = FileChannel.open(file, StandardOpenOption.WRITE)) {
          torn.truncate(before.length + (after.length - before.length) / 2);
        }
        try (FileDriverStore store = open()) {
          assertThat(store.entries()).startsWith(entries.subList(0, n).toArray(Entry[]::new));
        }
      }
    }
  }

  @Test
  void whatWasSavedIsThereAfterTheProcessWasKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Saver.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long saved = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        saved = Long.parseLong(line);
        if (saved == 40) {
          process.toHandle().destroyForcibly(); // and its last words are read
        }
      }
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    try (FileDriverStore store = open()) {
      assertThat(store.entries()).hasSizeGreaterThanOrEqualTo((int) saved);
      assertThat(store.next()).isGreaterThan(saved);
    }
  }

  /** Saves drivers and tells the number of each afterwards, for ever. */
  static final class Saver {
    public static void main(String[] arguments) {
      FileDriverStore store =
          FileDriverStore.open(Path.of(arguments[0]), () -> new Identity("F", "n"));
      DriverBook book = new DriverBook(store.entries(), store.next());
      while (true) {
        Entry entry = book.draft(Orders.plain("k"), "F", T);
        store.save(List.of(entry));
        book.put(entry);
        System.out.println(entry.number());
      }
    }
  }

  private static Entry entry(String key) {
    return new DriverBook(List.of(), 1).draft(Orders.supervised(key), "F-1", T);
  }

  private static List<Entry> numbered(int count) {
    DriverBook book = new DriverBook(List.of(), 1);
    List<Entry> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(book.draft(Orders.plain("k" + i), "F-1", T));
      book.put(all.get(i));
    }
    return all;
  }
}
