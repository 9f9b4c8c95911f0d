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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.mesos.v1.Protos.CommandInfo;

/** Makes one {@link Provision}, for one thread. */
final class Packing {
  private static final String LOCALIZED = "files";
  private static final String PACKED = "archives";

  private final Config config;
  private final Digests digests;
  private final Supplier<FileServer> server;
  private final Closing closing;
  private final List<CommandInfo.URI> uris = new ArrayList<>();
  private final List<Provision.Packed> packed = new ArrayList<>();

  Packing(Config config, Digests digests, Supplier<FileServer> server, Closing closing) {
    this.config = config;
    this.digests = digests;
    this.server = server;
    this.closing = closing;
  }

  Provision pack(List<Path> classPath) {
    UserFiles user = UserFiles.of(config);
    user.byName().forEach(this::add);
    Optional<String> localized =
        user.byName().isEmpty() ? Optional.empty() : Optional.of(LOCALIZED);
    List<String> names = List.copyOf(user.byName().keySet());
    String home = config.get(ServeKeys.HOME).strip();
    if (!home.isEmpty()) {
      List<String> jars = List.of(home + "/lib/*");
      return new Provision(uris, jars, localized, names, packed, List.of());
    }
    try {
      RuntimeLayout jars = RuntimeLayout.of(classPath, Extent.EXECUTORS);
      Optional<RuntimeLayout.Entry> shared =
          SharedClasses.of(jars.identity(digests), config.get(ShippingKeys.SHARED_CLASSES));
      addRuntime(shared.map(jars::with).orElse(jars));
      List<String> options = shared.isPresent() ? SharedClasses.options() : List.of();
      return new Provision(uris, jars.classPath(), localized, names, packed, options);
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

  private void addRuntime(RuntimeLayout layout) throws IOException {
    String at = Provision.DIRECTORY + "/" + RuntimeLayout.DIRECTORY + "/";
    PackedRuntime runtime = PackedRuntime.pack(layout, at);
    closing.add(runtime);
    URI from = server.get().serve(layout.identity(digests), "runtime.zip", runtime);
    uris.add(fetched(from.toString()).setCache(true).setExtract(true).build());
  }

  private void add(String name, UserFiles.UserFile file) {
    boolean unpacked = file.kind() == UserFiles.Kind.UNPACKED;
    String at = (unpacked ? PACKED : LOCALIZED) + "/" + name;
    if (unpacked) {
      String suffix = file.suffix();
      at = at.endsWith(suffix) ? at : at + suffix;
      packed.add(new Provision.Packed(at, LOCALIZED + "/" + name));
    }
    Optional<Path> local = file.entry().local();
    CommandInfo.URI.Builder uri =
        local.isPresent()
            ? served(local.get(), name)
            : fetched(file.entry().location()); // not cached: another day it is another content
    uris.add(uri.setExtract(false).setOutputFile(Provision.DIRECTORY + "/" + at).build());
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
