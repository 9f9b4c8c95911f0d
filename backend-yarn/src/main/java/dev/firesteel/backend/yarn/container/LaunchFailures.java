package dev.firesteel.backend.yarn.container;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Processes that did not begin: why, and what to do. */
final class LaunchFailures {
  private static final Pattern FILE =
      Pattern.compile("\\b((?:hdfs|viewfs|file|s3a|abfs|webhdfs)://?[^\\s,;)\\]}]+|File /\\S+)");

  private LaunchFailures() {}

  /** A NodeManager did not come to start the process. */
  static String onNode(EndedContainer ended, Diagnostics told) {
    String begin = "Cannot start " + subject(ended) + " on " + ended.host() + ": ";
    String words = told.whole();
    Matcher named = FILE.matcher(words);
    String file = named.find() ? named.group(1).replaceFirst("^File ", "") : "a file";
    if (words.contains("changed on src filesystem")) {
      return begin
          + file
          + " has changed since the application was submitted (do not write files that"
          + " applications use; submit again)";
    }
    if (words.contains("does not exist") || words.contains("FileNotFoundException")) {
      return begin
          + "its node cannot find "
          + file
          + " (something removed it from the application's files or from the cache; submit again): "
          + told.said();
    }
    if (words.contains("AccessControlException") || words.contains("Permission denied")) {
      return begin + "its node may not read " + file + " (check its permissions): " + told.said();
    }
    if (words.contains("InvalidToken") || words.contains("token (token for")) {
      return begin
          + "the token with which its node reads files is not valid any more: "
          + told.said();
    }
    if (words.contains("killed before being launched")) {
      return begin + "its container was ended before" + told.inBrackets();
    }
    if (words.contains("No space left") || words.contains("space available in any of the local")) {
      return begin + "its node has no disk with enough room: " + told.said();
    }
    String why = told.said().isEmpty() ? "its NodeManager does not say why" : told.said();
    return begin + why + told.withLog("");
  }

  /** The shell did not find Java. */
  static String noJava(EndedContainer ended) {
    return "Cannot start "
        + subject(ended)
        + " on "
        + ended.host()
        + ": there is no Java where JAVA_HOME or PATH say (set "
        + ended.keys().javaHome()
        + " to a Java of at least version 17 on the nodes)";
  }

  /** What to do about a JVM that did not begin, or nothing. */
  static String advice(EndedContainer ended, Diagnostics told) {
    String log = told.log();
    if (log.contains("UnsupportedClassVersionError")
        || log.contains("Unrecognized VM option 'DisplayVMOutputToStderr")) {
      return "its node's Java is too old (set "
          + ended.keys().javaHome()
          + " to a Java of at least version 17 on the nodes)";
    }
    if (log.contains("Unrecognized VM option")
        || log.contains("Unrecognized option:")
        || log.contains("Invalid initial heap size")
        || log.contains("Invalid maximum heap size")
        || log.contains("Conflicting collector combinations")
        || log.contains("Improperly specified VM option")
        || log.contains("must be enabled via -XX:+Unlock")) {
      return "its JVM does not take an option (mend " + ended.keys().javaOptions() + ")";
    }
    if (log.contains("Could not reserve enough space")
        || log.contains("insufficient memory for the Java Runtime Environment")) {
      return "its node has not the memory that YARN gives away (lower "
          + ended.keys().heap()
          + ", or yarn.nodemanager.resource.memory-mb of the node)";
    }
    if (log.contains("Could not find or load main class")) {
      return "its class path lacks Firesteel (do not write in the application's files or the cache)";
    }
    return "";
  }

  private static String subject(EndedContainer ended) {
    return Character.toLowerCase(ended.process().charAt(0)) + ended.process().substring(1);
  }
}
