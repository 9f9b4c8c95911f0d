package dev.firesteel.io.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each failure has its category and says what to do. */
final class StorageErrorsTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new NoSuchFileException("/in"),
            ErrorCategory.INPUT_OUTPUT,
            "it does not exist (check the path)"),
        Arguments.of(
            new FileNotFoundException("/in"),
            ErrorCategory.INPUT_OUTPUT,
            "it does not exist (check the path)"),
        Arguments.of(
            new AccessDeniedException("/in"),
            ErrorCategory.INPUT_OUTPUT,
            "permission denied (ask its owner for access)"),
        Arguments.of(
            new AccessDeniedException("/other"),
            ErrorCategory.INPUT_OUTPUT,
            "permission denied at /other (ask its owner for access)"),
        Arguments.of(
            new FileAlreadyExistsException("/in"),
            ErrorCategory.INPUT_OUTPUT,
            "it exists already (remove it or choose another path)"),
        Arguments.of(
            new NotDirectoryException("/x"),
            ErrorCategory.INPUT_OUTPUT,
            "/x is a file where a directory is needed (choose another path)"),
        Arguments.of(
            new IOException("No space left on device"),
            ErrorCategory.RESOURCES,
            "the disk is full or a quota is reached (free space): No space left on device"),
        Arguments.of(
            new FileSystemException("/in", null, "No space left on device"),
            ErrorCategory.RESOURCES,
            "the disk is full or a quota is reached (free space): No space left on device"),
        Arguments.of(
            new MalformedDataException("no gzip data at byte 0", null),
            ErrorCategory.USER,
            "no gzip data at byte 0"),
        Arguments.of(
            new IOException("Connection reset"), ErrorCategory.TRANSIENT, "Connection reset"),
        Arguments.of(new IOException(), ErrorCategory.TRANSIENT, "IOException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsExplained(IOException cause, ErrorCategory category, String why) {
    FiresteelException explained = StorageErrors.explain("read", Location.parse("file:/in"), cause);
    assertThat(explained.category()).isEqualTo(category);
    assertThat(explained).hasMessage("Cannot read file:/in: " + why).hasCause(cause);
  }
}
