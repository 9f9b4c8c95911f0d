package dev.firesteel.cli;

import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigCheck;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.engine.FetchedJars;
import java.io.PrintWriter;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;

/** A user's main class whose driver a cluster runs. */
final class ClusterApplication {
  private final SortedMap<String, String> settings;
  private final PrintWriter out;
  private final PrintWriter err;

  ClusterApplication(SortedMap<String, String> settings, PrintWriter out, PrintWriter err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /** Submits it and, unless settings say otherwise, waits for its end. */
  int run(String mainClass, List<String> arguments) {
    Config config = Config.of(settings);
    try (SubmissionClient cluster = Clusters.client(config)) {
      check(mainClass, config);
      String name =
          config.isSet(CoreKeys.APP_NAME)
              ? config.get(CoreKeys.APP_NAME)
              : mainClass.substring(mainClass.lastIndexOf('.') + 1);
      SubmissionClient.Submitted submitted =
          cluster.submit(new SubmissionClient.Submission(name, mainClass, arguments, config));
      return switch (submitted.submitter()) {
        case DETACHES -> {
          out.println(submitted.application());
          yield ExitCode.OK;
        }
        case WAITS ->
            new Waiting(cluster, submitted.application(), config.get(CoreKeys.MASTER), err)
                .untilEnd();
      };
    }
  }

  /** What is wrong is told before anything is uploaded. */
  private void check(String mainClass, Config config) {
    ClassLoader own = Thread.currentThread().getContextClassLoader();
    try (FetchedJars jars = FetchedJars.of(config)) {
      ClassLoader loader = MainMethod.loader(jars.config(), own);
      ConfigCheck.of(ServiceLoader.load(ConfigKeys.class, loader)).check(config);
      MainMethod.find(mainClass, loader);
    }
  }
}
