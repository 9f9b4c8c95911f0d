package dev.firesteel.api.classes;

import dev.firesteel.api.config.ClassKeys;
import dev.firesteel.api.config.Config;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a class of the user's program is looked for first. The longest prefix of its name counts;
 * without any, the user's jars come first.
 *
 * @param shared prefixes of what the user's code has in common with Firesteel
 * @param own prefixes of what is the user's nevertheless
 */
record ClassRules(List<String> shared, List<String> own) {
  /**
   * What crosses the border between user code and Firesteel, or must be one in a process: the API,
   * Hadoop's types in adapters of files and formats, and logging, which the launcher sets up.
   */
  private static final List<String> BUILT_IN =
      List.of(
          "java.",
          "dev.firesteel.",
          "org.jspecify.",
          "org.apache.hadoop.",
          "org.slf4j.",
          "org.apache.logging.log4j.",
          "org.apache.commons.logging.");

  /** Families that the JDK shares with libraries, as {@code javax} with Jakarta's. */
  private static final List<String> PARTLY_OF_JDK =
      List.of("javax.", "jdk.", "sun.", "com.sun.", "org.w3c.", "org.xml.", "org.ietf.");

  /** All is Firesteel's first. */
  static final ClassRules NONE_OWN = new ClassRules(List.of(""), List.of());

  ClassRules {
    shared = List.copyOf(shared);
    own = List.copyOf(own);
  }

  /** What settings say, beside what always holds. */
  static ClassRules of(Config config) {
    List<String> shared = new ArrayList<>(BUILT_IN);
    shared.addAll(config.get(ClassKeys.PARENT_FIRST));
    return new ClassRules(shared, config.get(ClassKeys.CHILD_FIRST));
  }

  /** Whether Firesteel's class path comes first. */
  boolean sharesClass(String name) {
    return longest(shared, name) > longest(own, name);
  }

  /** Whether the JDK may have it. */
  static boolean maybeOfJdk(String name) {
    return longest(PARTLY_OF_JDK, name) >= 0;
  }

  /**
   * Whether Firesteel's class path comes first for a resource: what lies beside shared classes, and
   * the defaults of Hadoop's settings, which belong to its classes. Services are not shared: both
   * sides may offer some.
   */
  boolean sharesResource(String name) {
    boolean defaults = name.endsWith("-default.xml") && name.indexOf('/') < 0;
    return defaults || sharesClass(name.replace('/', '.'));
  }

  private static int longest(List<String> prefixes, String name) {
    int longest = -1;
    for (String prefix : prefixes) {
      if (prefix.length() > longest && name.startsWith(prefix)) {
        longest = prefix.length();
      }
    }
    return longest;
  }
}
