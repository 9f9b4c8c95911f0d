package dev.firesteel.backend.yarn.staging;

import dev.firesteel.shipping.RuntimeLayout;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.LocalResource;

/**
 * What a container needs to run a program.
 *
 * @param resources files for the NodeManager to fetch, by their paths in the container's directory
 * @param classPath jars and directories, relative to the container's directory, in order
 * @param localized the directory of the user's jars, files and archives, relative to the
 *     container's directory, if there are any ({@code ExecutorProgram.LOCALIZED})
 * @param jvmOptions options that depend on the files, such as an archive of shared classes
 */
public record StagedProgram(
    Map<String, LocalResource> resources,
    List<String> classPath,
    Optional<String> localized,
    List<String> jvmOptions) {
  /** Copies the collections. */
  public StagedProgram {
    resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    classPath = List.copyOf(classPath);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** The runtime alone, for what does not run the user's program. */
  public StagedProgram withoutUserFiles() {
    Map<String, LocalResource> runtime = new TreeMap<>(resources);
    runtime.keySet().retainAll(Set.of(RuntimeLayout.DIRECTORY));
    return new StagedProgram(runtime, classPath, Optional.empty(), jvmOptions);
  }
}
