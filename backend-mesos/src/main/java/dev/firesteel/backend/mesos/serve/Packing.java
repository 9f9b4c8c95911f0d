package dev.firesteel.backend.mesos.serve;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.shipping.Access;
import dev.firesteel.shipping.Digest;
import dev.firesteel.shipping.Digests;
import dev.firesteel.shipping.Extent;
import dev.firesteel.shipping.RuntimeLayout;
import dev.firesteel.shipping.SharedClasses;
import dev.firesteel.shipping.ShippingKeys;
import dev.firesteel.shipping.UserFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.CommandInfo;

/** Makes one {@link Provision}, for one thread. */
final class Packing {
  private final Config config;
  private final Extent extent;
  private final Digests digests;
  private final Supplier<FileServer> server;
  private final Closing closing;

  Packing(
      Config config, Extent extent, Digests digests, Supplier<FileServer> server, Closing closing) {
    this.config = config;
    this.extent = extent;
    this.digests = digests;
    this.server = server;
    this.closing = closing;
  }

  Provision pack(List<Path> classPath) {
    return SandboxFiles.with(runtime(classPath), UserFiles.of(config), this::uri);
  }

  private Provision runtime(List<Path> classPath) {
    String home = config.get(ServeKeys.HOME).strip();
    if (!home.isEmpty()) {
      return Provision.installed(home);
    }
    try {
      Digest executors = RuntimeLayout.of(classPath, Extent.EXECUTORS).identity(digests);
      RuntimeLayout jars = RuntimeLayout.of(classPath, extent);
      Optional<RuntimeLayout.Entry> shared =
          SharedClasses.of(executors, config.get(ShippingKeys.SHARED_CLASSES));
      List<String> options = shared.map(SharedClasses::options).orElse(List.of());
      CommandInfo.URI uri = runtime(shared.map(jars::with).orElse(jars));
      return new Provision(
          List.of(uri), jars.classPath(), Optional.empty(), List.of(), List.of(), options);
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot pack the runtime for Mesos' agents: a jar of the class path cannot be read, or"
              + " the directory for temporary files not be written ("
              + e
              + ")",
          e);
    }
  }

  private CommandInfo.URI runtime(RuntimeLayout layout) throws IOException {
    String at = Provision.DIRECTORY + "/" + RuntimeLayout.DIRECTORY + "/";
    PackedRuntime runtime = PackedRuntime.pack(layout, at);
    closing.add(runtime);
    URI from = server.get().serve(layout.identity(digests), "runtime.zip", runtime);
    return fetched(from.toString()).setCache(true).setExtract(true).build();
  }

  private CommandInfo.URI.Builder uri(String name, UserFiles.UserFile file) {
    Optional<Path> local = file.entry().local();
    return local.isPresent()
        ? served(local.get(), name)
        : fetched(file.entry().location()); // not cached: another day it is another content
  }

  /** Fails for files that are not there, or not to be read. */
  static void check(UserFiles user) {
    for (UserFiles.UserFile each : user.byName().values()) {
      each.entry().local().ifPresent(Packing::check);
    }
  }

  private static void check(Path file) {
    if (Files.isDirectory(file)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot bring "
              + file
              + " to executors: it is a directory (pack it, and name it with --archives)");
    }
    if (!Files.isReadable(file)) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT,
          "Cannot bring "
              + file
              + " to executors: "
              + (Files.exists(file)
                  ? "permission denied (ask its owner for access)"
                  : "there is no such file (correct the path)"));
    }
  }

  private CommandInfo.URI.Builder served(Path file, String name) {
    check(file);
    try {
      Digest content = digests.of(file);
      // not to be asked for by those who guess what is in a file that they may not read
      Digest id =
          Access.of(file) == Access.ALL ? content : Digest.of(content.hex() + UUID.randomUUID());
      URI from = server.get().serve(id, name, Served.file(file));
      return fetched(from.toString()).setCache(true).setExecutable(Files.isExecutable(file));
    } catch (IOException e) {
      throw new FiresteelException(
          ErrorCategory.INPUT_OUTPUT, "Cannot bring " + file + " to executors: " + e, e);
    }
  }

  private static CommandInfo.URI.Builder fetched(String from) {
    return CommandInfo.URI.newBuilder().setValue(from);
  }
}
