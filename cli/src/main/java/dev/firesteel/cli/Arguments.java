package dev.firesteel.cli;

import dev.firesteel.api.config.Nearest;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/** The words of a command line, parsed; options have the names that users of spark-submit know. */
final class Arguments {
  static final String CLASS = "class";
  static final String MASTER = "master";
  static final String DEPLOY_MODE = "deploy-mode";
  static final String NAME = "name";
  static final String JARS = "jars";
  static final String FILES = "files";
  static final String ARCHIVES = "archives";
  static final String CONF = "conf";
  static final String PROPERTIES_FILE = "properties-file";
  static final String DRIVER_MEMORY = "driver-memory";
  static final String DRIVER_CORES = "driver-cores";
  static final String DRIVER_JAVA_OPTIONS = "driver-java-options";
  static final String EXECUTOR_MEMORY = "executor-memory";
  static final String EXECUTOR_CORES = "executor-cores";
  static final String NUM_EXECUTORS = "num-executors";
  static final String QUEUE = "queue";
  static final String PRINCIPAL = "principal";
  static final String KEYTAB = "keytab";
  static final String SUPERVISE = "supervise";
  static final String HOST = "host";
  static final String PORT = "port";
  static final String DIRECTORY = "directory";
  static final String CONTAINER = "container";
  static final String FILE = "file";
  static final String ALL = "all";
  static final String PATIENCE = "patience";
  static final String VERBOSE = "verbose";
  static final String HELP = "help";
  static final String MARKDOWN = "markdown";
  static final String JSON = "json";

  private static final int MOST_EDITS = 4;

  /** Whether options may follow the first word that is not one. */
  enum Order {
    /** What follows it belongs to the application. */
    OPTIONS_FIRST,
    /** Options may stand anywhere. */
    ANY
  }

  private Arguments() {}

  /** The options of a command that runs an application. */
  static Options application() {
    Options options = new Options();
    for (String name :
        List.of(
            MASTER,
            DEPLOY_MODE,
            NAME,
            JARS,
            FILES,
            ARCHIVES,
            PROPERTIES_FILE,
            DRIVER_MEMORY,
            DRIVER_CORES,
            DRIVER_JAVA_OPTIONS,
            EXECUTOR_MEMORY,
            EXECUTOR_CORES,
            NUM_EXECUTORS,
            QUEUE,
            PRINCIPAL,
            KEYTAB)) {
      options.addOption(Option.builder().longOpt(name).hasArg().get());
    }
    options.addOption(Option.builder("c").longOpt(CONF).hasArg().get());
    options.addOption(Option.builder().longOpt(SUPERVISE).get());
    options.addOption(Option.builder("v").longOpt(VERBOSE).get());
    options.addOption(Option.builder("h").longOpt(HELP).get());
    return options;
  }

  /** Parses the words, or says what is wrong with them. */
  static CommandLine parse(String command, Options options, Order order, String[] words) {
    DefaultParser parser = DefaultParser.builder().setAllowPartialMatching(false).get();
    try {
      CommandLine line = parser.parse(options, words, order == Order.OPTIONS_FIRST);
      if (!line.getArgList().isEmpty() && line.getArgList().get(0).startsWith("-")) {
        throw unknown(command, options, line.getArgList().get(0));
      }
      return line;
    } catch (UnrecognizedOptionException e) {
      throw unknown(command, options, e.getOption());
    } catch (MissingArgumentException e) {
      throw Settings.usage(
          "Option --"
              + e.getOption().getLongOpt()
              + " lacks its value (see firesteel help "
              + command
              + ")");
    } catch (ParseException e) {
      throw Settings.usage(e.getMessage() + " (see firesteel help " + command + ")");
    }
  }

  private static RuntimeException unknown(String command, Options options, String word) {
    List<String> names =
        options.getOptions().stream().map(option -> "--" + option.getLongOpt()).toList();
    return Settings.usage(
        "Unknown option "
            + word
            + Nearest.to(word, names, MOST_EDITS)
                .map(name -> " (did you mean " + name + "?)")
                .orElse("")
            + "; see firesteel help "
            + command);
  }
}
