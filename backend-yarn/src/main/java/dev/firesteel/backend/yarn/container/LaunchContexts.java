package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigPrefix;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.backend.yarn.staging.StagedProgram;
import dev.firesteel.shipping.ContainerJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;

/** Makes what a NodeManager is told to start. Safe for any thread. */
public final class LaunchContexts {
  private final Config config;
  private final SortedMap<String, String> environment;

  private LaunchContexts(Config config, ConfigPrefix family) {
    this.config = config;
    this.environment = ContainerEnvironment.of(config, family);
  }

  /**
   * For executors.
   *
   * @throws FiresteelException if a setting is wrong
   */
  public static LaunchContexts ofExecutors(Config config) {
    return new LaunchContexts(config, ContainerKeys.ENVIRONMENT);
  }

  /**
   * For the application master of cluster mode.
   *
   * @throws FiresteelException if a setting is wrong
   */
  public static LaunchContexts ofMaster(Config config) {
    return new LaunchContexts(config, ContainerKeys.MASTER_ENVIRONMENT);
  }

  /**
   * What starts an executor.
   *
   * @param files what its container needs
   * @param tokens with which the NodeManager gets the files; not changed
   * @throws FiresteelException if a variable's name cannot be one
   */
  public ContainerLaunchContext executor(
      ExecutorLaunch launch, StagedProgram files, Credentials tokens) {
    ContainerJvm jvm = ContainerJvm.ofExecutor(config, launch.profile());
    JavaProcess process =
        new JavaProcess(
            launch.program().mainClass(),
            launch.arguments(),
            launch.program().jvmOptions(),
            jvm.heapMiB(),
            jvm.directMiB(),
            jvm.cores());
    return of(process, files, launch.environment(), tokens);
  }

  /**
   * What starts any JVM.
   *
   * @param secrets variables that are in no log and on no command line
   * @param tokens with which the NodeManager gets the files; not changed
   * @throws FiresteelException if a variable's name cannot be one
   */
  public ContainerLaunchContext of(
      JavaProcess process, StagedProgram files, Map<String, String> secrets, Credentials tokens) {
    for (String name : secrets.keySet()) {
      if (!ShellText.isName(name)) {
        throw new FiresteelException(
            ErrorCategory.INTERNAL, "Cannot give a container the variable '" + name + "'");
      }
    }
    Credentials all = new Credentials(tokens);
    SecretEnvironment.addTo(all, secrets);
    String script = SecretEnvironment.READ + JavaCommand.of(process, files);
    return ContainerLaunchContext.newInstance(
        files.resources(),
        environment,
        List.of(ShellText.command(script)),
        Map.of(),
        bytes(all),
        Map.of());
  }

  private static ByteBuffer bytes(Credentials credentials) {
    try (DataOutputBuffer buffer = new DataOutputBuffer()) {
      credentials.writeTokenStorageToStream(buffer);
      return ByteBuffer.wrap(buffer.getData(), 0, buffer.getLength());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory only
    }
  }
}
