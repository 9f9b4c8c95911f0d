package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.ExecutorProgram;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.resource.ResourceProfile;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Launches of the kit's test program. */
final class TestLaunches {
  /** Arguments that a careless backend breaks. */
  static final List<String> ARGUMENTS =
      List.of("plain", "two words", "", "'single' \"double\"", "$HOME `id` \\ * ?", "--flag=a,b;c");

  /** A value that a careless backend breaks, and a secret. */
  static final Map<String, String> ENVIRONMENT =
      Map.of("TCK_ODD", "a b 'c' \"d\" $HOME \\ =", "TCK_SECRET", "s3cr3t-of-the-launch");

  /** The value of the system property that the launch's JVM options set. */
  static final String OPTION_VALUE = "as-given";

  private final String control;
  private final String token;

  /** Launches whose processes dial {@code control} and show the token. */
  TestLaunches(String control, String token) {
    this.control = control;
    this.token = token;
  }

  ExecutorLaunch of(ExecutorId id, ResourceProfile profile) {
    return of(id, profile, TckProgram.class.getName());
  }

  /** A launch of a class that does not exist. */
  ExecutorLaunch broken(ExecutorId id, ResourceProfile profile) {
    return of(id, profile, "dev.firesteel.backend.tck.NoSuchProgram");
  }

  private ExecutorLaunch of(ExecutorId id, ResourceProfile profile, String mainClass) {
    TreeMap<String, String> environment = new TreeMap<>(ENVIRONMENT);
    environment.put("TCK_CONTROL", control);
    environment.put("TCK_TOKEN", token);
    environment.put("TCK_ID", id.value());
    List<String> options =
        List.of("-Dtck.option=" + OPTION_VALUE, "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    return new ExecutorLaunch(
        id,
        profile,
        new ExecutorProgram(mainClass, List.of(home()), options),
        ARGUMENTS,
        environment);
  }

  private static Path home() {
    try {
      return Path.of(TckProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find the kit's own classes", e);
    }
  }
}
