package dev.firesteel.backend.mesos.dispatcher.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.DriverState;
import dev.firesteel.backend.mesos.dispatcher.FakeDrivers;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.shipping.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  @TempDir private Path directory;
  private UploadDirectory uploads;

  @BeforeEach
  void open() {
    uploads = at(NOW);
  }

  private UploadDirectory at(Instant time) {
    return UploadDirectory.open(directory.resolve("uploads"), Clock.fixed(time, ZoneOffset.UTC));
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  /** SHA-256 of a text's bytes. */
  private static Digest hash(String text) {
    return Digest.of(text);
  }

  private UploadUri put(String text, String name) {
    uploads.put(hash(text), name, content(text));
    return new UploadUri(hash(text), name);
  }

  @Test
  void contentWithAnotherHashIsRefusedAndNothingIsLeft() throws IOException {
    assertThatThrownBy(() -> uploads.put(hash("right"), "a.jar", content("wrong")))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("a.jar")
        .hasMessageContaining(hash("wrong").hex());
    assertThat(uploads.has(hash("right"), "a.jar")).isFalse();
    assertNothingUnfinished();
  }

  @Test
  void aBodyThatBreaksOffLeavesNothing() throws IOException {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("reset");
          }
        };
    assertThatThrownBy(() -> uploads.put(hash("x"), "a.jar", broken))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("reset");
    assertNothingUnfinished();
  }

  @Test
  void aReserveOfTheDiskStaysFree() throws IOException {
    long[] free = {UploadDirectory.RESERVE};
    UploadDirectory narrow =
        UploadDirectory.open(directory.resolve("uploads"), Clock.systemUTC(), () -> free[0]--);
    narrow.put(hash("text"), "a.txt", content("text"));
    String much = "x".repeat(1 << 20);
    assertThatThrownBy(() -> narrow.put(hash(much), "b.txt", content(much)))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.RESOURCES))
        .hasMessageContaining("b.txt")
        .hasMessageContaining("255 MiB left");
    assertNothingUnfinished();
  }

  private void assertNothingUnfinished() throws IOException {
    try (Stream<Path> left = Files.list(directory.resolve("uploads/unfinished"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void whatAKilledDispatcherHadNotFinishedIsRemoved() throws IOException {
    Files.writeString(directory.resolve("uploads/unfinished/1"), "part");
    at(NOW);
    assertNothingUnfinished();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsTold() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> UploadDirectory.open(file.resolve("x"), Clock.systemUTC()))
        .isInstanceOf(FiresteelException.class)
        .hasMessageContaining("firesteel.mesos.dispatcher.directory");
  }

  @Test
  void whatIsUploadedIsThereForThisUserOnly() throws IOException {
    UploadUri file = put("text", "a.txt");
    Path path = uploads.path(file.hash(), file.name());
    assertThat(path).hasContent("text");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("uploads"))))
        .isEqualTo("rwx------");
    assertThat(uploads.has(file.hash(), "a.txt")).isTrue();
    assertThat(uploads.has(file.hash(), "b.txt")).isFalse();
    assertThat(uploads.files()).containsExactly(file);
  }

  @Test
  void theHashMayBeOfContentAndChance() {
    String salt = "0d9c52a4-7a0f-4c5e-9a53-3f1c0e6b2d11";
    UploadUri salted = new UploadUri(Digest.of(hash("text").hex() + salt), "a.txt");
    uploads.put(salted, salt, content("text"));
    assertThat(uploads.path(salted.hash(), "a.txt")).hasContent("text");
    UploadUri other = new UploadUri(hash("text"), "a.txt");
    assertThatThrownBy(() -> uploads.put(other, salt, content("poison")))
        .isInstanceOf(FiresteelException.class);
  }

  @Test
  void aSaltThatIsNoUuidIsRefused() {
    UploadUri salted = new UploadUri(Digest.of(hash("text").hex() + "x"), "a.txt");
    assertThatThrownBy(() -> uploads.put(salted, "x", content("text")))
        .isInstanceOfSatisfying(
            FiresteelException.class,
            e -> assertThat(e.category()).isEqualTo(ErrorCategory.CONFIGURATION))
        .hasMessageContaining("UUID");
  }

  @Test
  void filesThatNobodyNeedsAreRemovedADayAfterTheirLastUse() throws IOException {
    final UploadUri needed = put("needed", "n.jar");
    final UploadUri ended = put("of an ended driver", "e.jar");
    final UploadUri old = put("old", "o.jar");
    FakeDrivers drivers = new FakeDrivers();
    drivers.submit(order("1", needed));
    drivers.become(drivers.submit(order("2", ended)).id(), DriverState.FINISHED, "");
    Duration day = UploadCleaning.KEPT;

    clean(drivers, NOW.plus(day));
    assertThat(uploads.files()).containsExactlyInAnyOrder(needed, ended, old);

    assertThat(at(NOW.plusSeconds(60)).has(old.hash(), "o.jar")).isTrue();
    clean(drivers, NOW.plus(day).plusSeconds(1));
    assertThat(uploads.files()).containsExactlyInAnyOrder(needed, old);
    assertThat(directory.resolve("uploads").resolve(ended.hash().hex())).doesNotExist();

    clean(drivers, NOW.plus(day.multipliedBy(9)));
    assertThat(uploads.files()).containsExactly(needed);
  }

  private void clean(FakeDrivers drivers, Instant now) {
    new UploadCleaning(uploads, drivers, Clock.fixed(now, ZoneOffset.UTC)).run();
  }

  private static DriverOrder order(String key, UploadUri jar) {
    TreeMap<String, String> settings = new TreeMap<>();
    settings.put(CoreKeys.JARS.name(), jar + "#app.jar");
    return new DriverOrder(key, "n", "me", "Main", List.of(), settings, new TreeMap<>());
  }
}
