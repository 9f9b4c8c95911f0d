package dev.firesteel.backend.local;

import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.resource.Resources;
import dev.firesteel.backend.tck.BackendFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A local master with all its files in one directory. */
record LocalFixture(String url, int capacity, Resources executor, Path directory, Config config)
    implements BackendFixture {
  static LocalFixture of(String url, int capacity, Resources executor, Path directory) {
    Config config =
        Config.empty()
            .with(CoreKeys.LOCAL_DIRS, directory.toString())
            .with(LocalKeys.RELEASE_GRACE, "1s");
    return new LocalFixture(url, capacity, executor, directory, config);
  }

  /** The same with executors that pass for being on these hosts. */
  LocalFixture on(String hosts) {
    return new LocalFixture(
        url, capacity, executor, directory, config.with(LocalKeys.HOSTS, hosts));
  }

  @Override
  public ClusterBackendProvider provider() {
    return new LocalBackendProvider();
  }

  @Override
  public MasterUrl master() {
    return new MasterUrl(url);
  }

  @Override
  public List<String> malformed() {
    return List.of("local[]", "local[0]", "local-cluster", "local-cluster[2,1]", "local[2");
  }

  @Override
  public String rightForm() {
    return "local-cluster[n,cores,MiB]";
  }

  @Override
  public Duration linger() {
    return Duration.ofMillis(50);
  }

  @Override
  public List<Path> leftovers() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A cluster whose directory is a file. */
  @Override
  public Optional<BackendFixture> unreachable() {
    if (url.startsWith("local[")) {
      return Optional.empty();
    }
    try {
      Path file = Files.createTempFile(directory.getParent(), "not-a-directory", "");
      Config wrong = config.with(CoreKeys.LOCAL_DIRS, file.toString());
      return Optional.of(new LocalFixture(url, capacity, executor, directory, wrong));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
