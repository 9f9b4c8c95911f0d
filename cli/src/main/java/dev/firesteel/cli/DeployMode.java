package dev.firesteel.cli;

import org.apache.commons.cli.CommandLine;

/** Where the driver runs. */
enum DeployMode {
  /** In this JVM. */
  CLIENT,
  /** Wherever the cluster runs it. */
  CLUSTER;

  static DeployMode of(CommandLine line) {
    String mode = line.getOptionValue(Arguments.DEPLOY_MODE, "client");
    if (line.hasOption(Arguments.SUPERVISE) && mode.equals("client")) {
      throw Settings.usage(
          "Cannot use --supervise: nobody starts a driver again that runs here (with --deploy-mode"
              + " cluster, Mesos' dispatcher does)");
    }
    return switch (mode) {
      case "client" -> CLIENT;
      case "cluster" -> CLUSTER;
      default ->
          throw Settings.usage(
              "Cannot use --deploy-mode " + mode + ": there are client and cluster");
    };
  }
}
