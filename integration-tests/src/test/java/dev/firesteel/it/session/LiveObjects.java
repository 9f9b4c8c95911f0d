package dev.firesteel.it.session;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** Counts the live objects of this JVM by class, after a full collection of garbage. */
final class LiveObjects {
  private static final Pattern LINE =
      Pattern.compile("(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(dev\\.firesteel\\.\\S+)");

  private LiveObjects() {}

  /** Firesteel's own classes, as they have no pools that grow to what a run happened to need. */
  static Map<String, Integer> count() {
    String histogram;
    try {
      histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException("no histogram of this JVM", e);
    }
    Map<String, Integer> counts = new TreeMap<>();
    Matcher lines = LINE.matcher(histogram);
    while (lines.find()) {
      counts.merge(lines.group(2), Integer.parseInt(lines.group(1)), Integer::sum);
    }
    return counts;
  }
}
