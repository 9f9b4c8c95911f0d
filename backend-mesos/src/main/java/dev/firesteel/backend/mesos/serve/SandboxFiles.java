package dev.firesteel.backend.mesos.serve;

import dev.firesteel.shipping.UserFiles;
import dev.firesteel.shipping.UserFiles.UserFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.mesos.v1.Protos.CommandInfo;

/**
 * Where an application's jars, files and archives come to lie in a sandbox, below {@link
 * Provision#DIRECTORY}. Archives are fetched as they are, since agents unpack into the sandbox
 * itself.
 */
public final class SandboxFiles {
  /** The directory of jars, files and unpacked archives. */
  private static final String LOCALIZED = "files";

  private static final String PACKED = "archives";

  private SandboxFiles() {}

  /** Where one is fetched to. */
  public static String fetched(String name, UserFile file) {
    if (file.kind() == UserFiles.Kind.PLAIN) {
      return LOCALIZED + "/" + name;
    }
    String at = PACKED + "/" + name;
    return at.endsWith(file.suffix()) ? at : at + file.suffix();
  }

  /**
   * A runtime with these files.
   *
   * @param from says where agents get a file of a name
   */
  public static Provision with(
      Provision runtime,
      UserFiles user,
      BiFunction<String, UserFile, CommandInfo.URI.Builder> from) {
    if (user.byName().isEmpty()) {
      return runtime;
    }
    List<CommandInfo.URI> uris = new ArrayList<>();
    List<Provision.Packed> packed = new ArrayList<>();
    for (Map.Entry<String, UserFile> each : user.byName().entrySet()) {
      String name = each.getKey();
      String at = fetched(name, each.getValue());
      if (each.getValue().kind() == UserFiles.Kind.UNPACKED) {
        packed.add(new Provision.Packed(at, LOCALIZED + "/" + name));
      }
      uris.add(
          from.apply(name, each.getValue())
              .setExtract(false)
              .setOutputFile(Provision.DIRECTORY + "/" + at)
              .build());
    }
    uris.addAll(runtime.uris());
    return new Provision(
        uris,
        runtime.classPath(),
        Optional.of(LOCALIZED),
        List.copyOf(user.byName().keySet()),
        packed,
        runtime.jvmOptions());
  }
}
