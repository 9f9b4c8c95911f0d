package dev.firesteel.mesos.test.agent;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.mesos.v1.Protos.CommandInfo;

/** Fetches a task's URIs into its sandbox: {@code http}, {@code https}, {@code file}, paths. */
final class Fetcher {
  private static final int TIMEOUT = 10_000;

  private final Path cache;
  private final Map<String, CompletableFuture<Path>> cached = new ConcurrentHashMap<>();

  Fetcher(Path cache) {
    this.cache = cache;
  }

  /** Fetches all; says why that failed. */
  Optional<String> fetch(List<CommandInfo.URI> uris, Path sandbox, String containerId) {
    try {
      for (CommandInfo.URI uri : uris) {
        fetch(uri, sandbox);
      }
      return Optional.empty();
    } catch (IOException | CompletionException | IllegalArgumentException e) {
      log(sandbox, e);
      return Optional.of(
          "Failed to fetch all URIs for container '" + containerId + "': exited with status 1");
    }
  }

  private static void log(Path sandbox, Exception e) {
    try {
      Files.write(
          sandbox.resolve("stderr"),
          ("Failed to fetch: " + e + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException again) {
      e.addSuppressed(again);
    }
  }

  private void fetch(CommandInfo.URI uri, Path sandbox) throws IOException {
    String path = URI.create(uri.getValue()).getPath();
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (name.isEmpty()) {
      throw new IOException("URI without a file name: " + uri.getValue());
    }
    if (uri.getCache()
        && uri.getExtract()
        && !uri.getExecutable()
        && Extraction.isOfManyFiles(name)) {
      Extraction.extract(fromCache(uri.getValue(), name), sandbox); // as Mesos: without a copy
      return;
    }
    Path target = sandbox.resolve(uri.hasOutputFile() ? uri.getOutputFile() : name);
    Files.createDirectories(target.toAbsolutePath().getParent());
    if (uri.getCache()) {
      Files.copy(fromCache(uri.getValue(), name), target, StandardCopyOption.REPLACE_EXISTING);
    } else {
      download(uri.getValue(), target);
    }
    if (uri.getExecutable()) {
      if (!target.toFile().setExecutable(true, false)) {
        throw new IOException("Cannot make " + target + " executable");
      }
    } else if (uri.getExtract()) {
      Extraction.extract(target, sandbox);
    }
  }

  private Path fromCache(String uri, String name) {
    CompletableFuture<Path> file = new CompletableFuture<>();
    CompletableFuture<Path> first = cached.putIfAbsent(uri, file);
    if (first != null) {
      return first.join();
    }
    try {
      Files.createDirectories(cache);
      Path target = cache.resolve(UUID.randomUUID() + "-" + name);
      download(uri, target);
      file.complete(target);
    } catch (IOException e) {
      cached.remove(uri, file);
      file.completeExceptionally(e);
    }
    return file.join();
  }

  private static void download(String uri, Path target) throws IOException {
    if (uri.startsWith("/")) {
      Files.copy(Path.of(uri), target, StandardCopyOption.REPLACE_EXISTING);
    } else if (uri.startsWith("file:")) {
      Files.copy(Path.of(URI.create(uri).getPath()), target, StandardCopyOption.REPLACE_EXISTING);
    } else if (uri.startsWith("http:") || uri.startsWith("https:")) {
      URLConnection connection = new URL(uri).openConnection();
      connection.setConnectTimeout(TIMEOUT);
      connection.setReadTimeout(TIMEOUT);
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      }
    } else {
      throw new IOException("There is no fetcher for " + uri);
    }
  }
}
