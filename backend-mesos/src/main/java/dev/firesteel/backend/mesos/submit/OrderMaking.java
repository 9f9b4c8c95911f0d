package dev.firesteel.backend.mesos.submit;

import dev.firesteel.api.backend.SubmissionClient.Submission;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.api.config.FileEntry;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.mesos.dispatcher.DriverOrder;
import dev.firesteel.backend.mesos.dispatcher.PrivateFile;
import dev.firesteel.backend.mesos.dispatcher.UploadUri;
import dev.firesteel.backend.mesos.wire.WireKeys;
import dev.firesteel.shipping.ShippingKeys;
import dev.firesteel.shipping.UserFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes an order of a submission: local files are uploaded, files with secrets go along, and what
 * is true only of the submitter's machine is left out.
 */
final class OrderMaking {
  /** Settings whose value is the path of a file with a secret, or one that belongs to it. */
  static final List<String> PRIVATE =
      List.of(
          WireKeys.SECRET_FILE.name(),
          WireKeys.TRUST_STORE.name(),
          WireKeys.TRUST_STORE_PASSWORD_FILE.name(),
          "firesteel.security.keytab");

  private static final String HADOOP_CONF_DIR = "firesteel.io.hadoop-conf-dir";
  private static final int LARGEST_PRIVATE = 64 << 10;

  private final String user;
  private final Function<Path, UploadUri> upload;
  private final Function<Config, Map<String, String>> ofMachine;

  /**
   * For a user.
   *
   * @param upload brings a readable file to the dispatcher
   * @param ofMachine what this machine's own files of settings say; weaker than the submission's
   */
  OrderMaking(
      String user,
      Function<Path, UploadUri> upload,
      Function<Config, Map<String, String>> ofMachine) {
    this.user = user;
    this.upload = upload;
    this.ofMachine = ofMachine;
  }

  /**
   * Makes the order, after all checks that can be made here.
   *
   * @throws FiresteelException if a file is missing, or has no name that is its own
   */
  DriverOrder of(Submission submission) {
    Config config = submission.config();
    UserFiles.of(config)
        .byName()
        .values()
        .forEach(each -> each.entry().local().ifPresent(OrderMaking::check));
    SortedMap<String, String> settings = new TreeMap<>(ofMachine.apply(config));
    settings.putAll(config.asMap());
    SortedMap<String, PrivateFile> privateFiles = privateFiles(settings);
    settings
        .keySet()
        .removeIf(
            key ->
                key.startsWith(SubmitKeys.DISPATCHER.name())
                    || key.equals(SubmitKeys.WAIT.name())
                    || key.equals(HADOOP_CONF_DIR)
                    || key.equals(ShippingKeys.SHARED_CLASSES.name())
                    || key.equals(DriverKeys.HOST.name())
                    || key.equals(DriverKeys.BIND_ADDRESS.name()));
    settings.putIfAbsent(CoreKeys.APP_NAME.name(), submission.name());
    ship(config, CoreKeys.JARS, settings);
    ship(config, CoreKeys.FILES, settings);
    ship(config, CoreKeys.ARCHIVES, settings);
    return new DriverOrder(
        UUID.randomUUID().toString(),
        submission.name(),
        user,
        submission.mainClass(),
        submission.arguments(),
        settings,
        privateFiles);
  }

  private void ship(
      Config config, ConfigKey<List<String>> key, SortedMap<String, String> settings) {
    List<String> there = new ArrayList<>();
    for (String text : config.get(key)) {
      FileEntry entry = FileEntry.parse(text);
      Optional<Path> local = entry.local();
      there.add(local.isPresent() ? uploaded(entry, local.get()) : text);
    }
    if (!there.isEmpty()) {
      settings.put(key.name(), String.join(",", there));
    }
  }

  private String uploaded(FileEntry entry, Path file) {
    UploadUri uri = upload.apply(file);
    return entry.name().equals(uri.name()) ? uri.toString() : uri + "#" + entry.name();
  }

  private static void check(Path file) {
    if (file.toString().contains("#")) {
      throw refused(file, "there is a # in its name (rename it)", null);
    }
    if (Files.isDirectory(file)) {
      throw refused(file, "it is a directory (pack it, and name it with --archives)", null);
    }
    if (!Files.isReadable(file)) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot bring "
              + file
              + " to the dispatcher: "
              + (Files.exists(file)
                  ? "permission denied (ask its owner for access)"
                  : "there is no such file (correct the path)"));
    }
  }

  private static SortedMap<String, PrivateFile> privateFiles(SortedMap<String, String> settings) {
    SortedMap<String, PrivateFile> files = new TreeMap<>();
    for (String key : PRIVATE) {
      String value = settings.getOrDefault(key, "");
      if (!value.isEmpty()) {
        files.put(key, read(key, Path.of(value)));
      }
    }
    return files;
  }

  private static PrivateFile read(String key, Path file) {
    try {
      if (Files.size(file) > LARGEST_PRIVATE) {
        throw refused(
            file, "it has more than " + LARGEST_PRIVATE + " bytes (see " + key + ")", null);
      }
      return new PrivateFile(
          file.toAbsolutePath().getFileName().toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw refused(file, e + " (correct " + key + ")", e);
    }
  }

  private static FiresteelException refused(Path file, String why, @Nullable Exception cause) {
    return new FiresteelException(
        ErrorCategory.CONFIGURATION, "Cannot bring " + file + " to the dispatcher: " + why, cause);
  }
}
