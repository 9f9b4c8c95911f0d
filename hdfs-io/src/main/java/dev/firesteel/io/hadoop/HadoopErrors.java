package dev.firesteel.io.hadoop;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.hadoop.security.SecurityFailure;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.MalformedDataException;
import dev.firesteel.io.storage.StorageException;
import dev.firesteel.io.storage.UnknownSchemeException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes failures that people and programs understand of those of Hadoop: by the name of their
 * class, which is also all that is known of those that a daemon sends.
 */
public final class HadoopErrors {
  private static final Pattern BLOCK = Pattern.compile("\\bblk_-?\\d+(?:_\\d+)?");

  private static final Pattern CLASS_MISSING = Pattern.compile("Class \\S+ not found");

  private HadoopErrors() {}

  /**
   * The failure in the terms of this room.
   *
   * @param location what was used
   */
  public static IOException understood(Location location, IOException e) {
    if (e instanceof FileSystemException
        || e instanceof StorageException
        || e instanceof MalformedDataException
        || e instanceof UnknownSchemeException) {
      return e;
    }
    HadoopFailure failure = HadoopFailure.of(e);
    IOException known = file(location, failure);
    if (known != null) {
      known.initCause(e);
      return known;
    }
    Optional<StorageException> refused = SecurityFailure.explained(e);
    if (refused.isPresent()) {
      return refused.get();
    }
    IOException limit = limit(failure, e);
    if (limit != null) {
      return limit;
    }
    if (failure.message().contains("Incomplete HDFS URI")) {
      return noAuthority(location, e);
    }
    IOException service = Unreachable.explained(location, failure, e);
    return service != null ? service : data(failure, e);
  }

  /** A name that cannot be used. */
  static IOException invalid(Location location, IllegalArgumentException e) {
    HadoopFailure failure = HadoopFailure.of(e);
    if (failure.type().equals("UnknownHostException")) {
      return Unreachable.unknownHost(location, failure.message(), e);
    }
    return new StorageException(
        ErrorCategory.USER,
        location.path().contains(":") && location.scheme().equals("hdfs")
            ? "HDFS has no names with ':' (choose another name)"
            : "its name or its settings are wrong (mend them): " + failure.line(),
        e);
  }

  private static IOException noAuthority(Location location, IOException e) {
    return new StorageException(
        ErrorCategory.CONFIGURATION,
        "it names no NameNode, and Hadoop's settings do not make one the default (write "
            + location.scheme()
            + "://HOST:PORT"
            + location.path()
            + ", or set HADOOP_CONF_DIR to the directory with the cluster's core-site.xml)",
        e);
  }

  /** A new file that cannot be made: one that somebody else makes at this moment exists already. */
  static IOException notCreated(Location file, IOException e) {
    return switch (HadoopFailure.of(e).type()) {
      case "AlreadyBeingCreatedException", "RecoveryInProgressException" -> {
        IOException exists = new FileAlreadyExistsException(file.toString());
        exists.initCause(e);
        yield exists;
      }
      default -> understood(file, e);
    };
  }

  /** A file system that cannot be opened. */
  static IOException unusable(Location location, RuntimeException e) {
    String why = HadoopFailure.of(e).line();
    return new StorageException(
        ErrorCategory.CONFIGURATION,
        "the file system for scheme '"
            + location.scheme()
            + "' cannot be used ("
            + (CLASS_MISSING.matcher(why).matches()
                ? "add the jars that have it with --jars): "
                : "check its jar and settings): ")
            + why,
        e);
  }

  private static @Nullable IOException file(Location location, HadoopFailure failure) {
    return switch (failure.type()) {
      case "FileNotFoundException", "NoSuchFileException" ->
          new NoSuchFileException(location.toString());
      case "AccessControlException" ->
          proof(failure)
              ? null // explained as a refusal
              : new AccessDeniedException(location.toString(), null, failure.line());
      case "FileAlreadyExistsException" -> new FileAlreadyExistsException(location.toString());
      case "ParentNotDirectoryException" -> new NotDirectoryException(location.parent().toString());
      case "PathIsNotDirectoryException" -> new NotDirectoryException(location.toString());
      default -> null;
    };
  }

  private static boolean proof(HadoopFailure failure) {
    return failure.message().contains("authentication is not enabled")
        || failure.message().contains("cannot authenticate via");
  }

  private static @Nullable IOException limit(HadoopFailure failure, IOException e) {
    return switch (failure.type()) {
      case "NSQuotaExceededException" ->
          new StorageException(
              ErrorCategory.RESOURCES,
              "a name quota is reached (delete files, or ask for a higher quota): "
                  + failure.line(),
              e);
      case "DSQuotaExceededException",
          "QuotaByStorageTypeExceededException",
          "QuotaExceededException" ->
          new StorageException(
              ErrorCategory.RESOURCES,
              "a space quota is reached (delete files, or ask for a higher quota): "
                  + failure.line(),
              e);
      default -> null;
    };
  }

  private static IOException data(HadoopFailure failure, IOException e) {
    String line = failure.line();
    return switch (failure.type()) {
      case "BlockMissingException" ->
          new StorageException(
              ErrorCategory.TRANSIENT,
              "no DataNode that can be reached has a good copy of block "
                  + block(failure)
                  + " (start the DataNodes that hold it, or restore the file)",
              e);
      case "ChecksumException" ->
          new StorageException(
              ErrorCategory.INPUT_OUTPUT,
              "it is damaged, and there is no good copy (restore the file; 'hdfs fsck FILE -files"
                  + " -blocks' names the block): "
                  + line,
              e);
      case "CannotObtainBlockLengthException" ->
          new StorageException(
              ErrorCategory.TRANSIENT,
              "another program is writing it, and no DataNode knows the length of its last block "
                  + block(failure)
                  + " (wait until it is closed, or end the program's lease with 'hdfs debug"
                  + " recoverLease')",
              e);
      case "AlreadyBeingCreatedException", "RecoveryInProgressException" ->
          new StorageException(
              ErrorCategory.TRANSIENT,
              "another program is writing it (wait until it is closed): " + line,
              e);
      case "LeaseExpiredException" ->
          new StorageException(
              ErrorCategory.TRANSIENT,
              "it was removed, or another program began to write it: " + line,
              e);
      default -> other(line, e);
    };
  }

  private static IOException other(String line, IOException e) {
    if (line.contains("could only be") && line.contains("nodes")) {
      return new StorageException(
          ErrorCategory.TRANSIENT,
          "no DataNode takes its data (they may be down, busy or full): " + line,
          e);
    }
    if (line.contains("Could not obtain") && line.contains("block")) {
      return new StorageException(
          ErrorCategory.TRANSIENT,
          "no DataNode that can be reached has a good copy of a block (start the DataNodes that hold"
              + " it, or restore the file): "
              + line,
          e);
    }
    if (line.startsWith("All datanodes") && line.contains("bad")) {
      return new StorageException(
          ErrorCategory.TRANSIENT,
          "all DataNodes that took its data failed (check that they run): " + line,
          e);
    }
    return new StorageException(ErrorCategory.TRANSIENT, line, e);
  }

  private static String block(HadoopFailure failure) {
    Matcher block = BLOCK.matcher(failure.message());
    return block.find() ? block.group() : "(unknown)";
  }
}
