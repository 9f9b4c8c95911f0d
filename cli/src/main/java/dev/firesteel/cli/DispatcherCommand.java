package dev.firesteel.cli;

import dev.firesteel.api.backend.DispatcherService;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigCheck;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.engine.Backends;
import java.io.PrintWriter;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code firesteel dispatcher}: looks after drivers on a cluster, until it is ended. */
final class DispatcherCommand {
  private final PrintWriter out;
  private final PrintWriter err;

  DispatcherCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  static Options options() {
    Options options = new Options();
    for (String name :
        List.of(
            Arguments.MASTER,
            Arguments.HOST,
            Arguments.PORT,
            Arguments.DIRECTORY,
            Arguments.PROPERTIES_FILE)) {
      options.addOption(Option.builder().longOpt(name).hasArg().get());
    }
    return options
        .addOption(Option.builder("c").longOpt(Arguments.CONF).hasArg().get())
        .addOption(Option.builder("v").longOpt(Arguments.VERBOSE).get())
        .addOption(Option.builder("h").longOpt(Arguments.HELP).get());
  }

  int run(String[] words) {
    CommandLine line = Arguments.parse("dispatcher", options(), Arguments.Order.ANY, words);
    if (line.hasOption(Arguments.HELP)) {
      return Help.show("dispatcher", out);
    }
    if (!line.getArgList().isEmpty()) {
      throw Settings.usage(
          "Cannot dispatch '"
              + String.join(" ", line.getArgList())
              + "': firesteel dispatcher only waits for drivers (submit them with firesteel submit"
              + " --deploy-mode cluster)");
    }
    Config config = Config.of(Settings.of(line, List.of()));
    ConfigCheck.of(ServiceLoader.load(ConfigKeys.class, DispatcherCommand.class.getClassLoader()))
        .check(config);
    MasterUrl master = new MasterUrl(config.get(CoreKeys.MASTER));
    DispatcherService service =
        Backends.find(master, DispatcherCommand.class.getClassLoader())
            .dispatcher(master, config)
            .orElseThrow(
                () ->
                    Settings.usage(
                        "Cannot run a dispatcher for master "
                            + master
                            + ": only Mesos needs one (--master mesos://host:port)"));
    return await(service);
  }

  /** Until it fails, or until this JVM is told to end. */
  private int await(DispatcherService service) {
    Thread end = new Thread(service::close, "firesteel-dispatcher-end");
    Runtime.getRuntime().addShutdownHook(end);
    try (service) {
      err.println(
          "firesteel: the dispatcher answers at "
              + service.address()
              + " (end it with Ctrl-C or SIGTERM; drivers run on)");
      err.flush();
      throw service.failure().toCompletableFuture().join();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(end);
      } catch (IllegalStateException e) {
        // this JVM ends already
      }
    }
  }
}
