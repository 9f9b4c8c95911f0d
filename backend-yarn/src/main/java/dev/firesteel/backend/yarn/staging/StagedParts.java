package dev.firesteel.backend.yarn.staging;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.io.storage.StorageException;
import dev.firesteel.shipping.Access;
import dev.firesteel.shipping.Digests;
import dev.firesteel.shipping.Extent;
import dev.firesteel.shipping.RuntimeArchive;
import dev.firesteel.shipping.RuntimeLayout;
import dev.firesteel.shipping.SharedClasses;
import dev.firesteel.shipping.ShippingKeys;
import dev.firesteel.shipping.UserFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.yarn.api.records.LocalResource;
import org.apache.hadoop.yarn.api.records.LocalResourceType;

/**
 * What is to be staged, read from this machine before the cluster is asked.
 *
 * @param layout the runtime
 * @param runtime its archive
 * @param shared whether it has an archive of shared classes
 * @param user the user's files
 * @param contents the contents of those that are on this machine, by their names
 */
record StagedParts(
    RuntimeLayout layout,
    Content runtime,
    Optional<RuntimeLayout.Entry> shared,
    UserFiles user,
    Map<String, Content> contents) {
  /** The directory of the user's files inside the container's. */
  private static final String LOCALIZED = "files";

  /** Reads and hashes files. */
  static StagedParts read(List<Path> classPath, Config config, Digests digests) throws IOException {
    UserFiles user = UserFiles.of(config);
    Map<String, Content> contents = new TreeMap<>();
    for (Map.Entry<String, UserFiles.UserFile> each : user.byName().entrySet()) {
      Optional<Path> local = each.getValue().entry().local();
      if (local.isPresent()) {
        contents.put(each.getKey(), content(local.get(), each.getValue().suffix(), digests));
      }
    }
    try {
      RuntimeLayout jars = RuntimeLayout.of(classPath, Extent.YARN);
      Optional<RuntimeLayout.Entry> shared =
          SharedClasses.of(
              RuntimeLayout.of(classPath, Extent.EXECUTORS).identity(digests),
              config.get(ShippingKeys.SHARED_CLASSES));
      RuntimeLayout layout = shared.map(jars::with).orElse(jars);
      Content runtime =
          new Content(
              layout.identity(digests),
              ".zip",
              Access.ALL,
              "the runtime",
              to -> RuntimeArchive.write(layout, "", to));
      return new StagedParts(layout, runtime, shared, user, contents);
    } catch (IOException e) {
      throw new StorageException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot bring the runtime to the cluster: a jar of the class path cannot be read ("
              + e
              + ")",
          e);
    }
  }

  private static Content content(Path file, String suffix, Digests digests) throws IOException {
    try {
      if (Files.isDirectory(file)) {
        throw new StorageException(
            ErrorCategory.CONFIGURATION,
            "Cannot bring "
                + file
                + " to the cluster: it is a directory (pack it, and name it with --archives)",
            null);
      }
      return new Content(
          digests.of(file), suffix, Access.of(file), file.toString(), to -> Files.copy(file, to));
    } catch (IOException e) {
      throw StagingErrors.explain("bring to the cluster", file, e);
    }
  }

  /** Brings it to the cluster. */
  StagedProgram provide(Caches cache, FileSystem files) throws IOException {
    Readers readers = new Readers(files);
    Map<String, LocalResource> resources = new TreeMap<>();
    resources.put(
        RuntimeLayout.DIRECTORY,
        resource(cache.provide(runtime), LocalResourceType.ARCHIVE, readers));
    for (Map.Entry<String, UserFiles.UserFile> each : user.byName().entrySet()) {
      Content content = contents.get(each.getKey());
      LocalResourceType type =
          each.getValue().kind() == UserFiles.Kind.UNPACKED
              ? LocalResourceType.ARCHIVE
              : LocalResourceType.FILE;
      resources.put(
          LOCALIZED + "/" + each.getKey(),
          content == null
              ? RemoteFiles.resource(each.getValue().entry().location(), type, files)
              : resource(cache.provide(content), type, readers));
    }
    return new StagedProgram(
        resources,
        layout.classPath(),
        user.byName().isEmpty() ? Optional.empty() : Optional.of(LOCALIZED),
        shared.map(SharedClasses::options).orElse(List.of()));
  }

  private static LocalResource resource(FileStatus file, LocalResourceType type, Readers readers)
      throws IOException {
    return Resources.of(file, type, readers.visibility(file));
  }
}
