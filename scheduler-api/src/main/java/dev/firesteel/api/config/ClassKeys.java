package dev.firesteel.api.config;

import java.util.List;

/** The settings of where classes are looked for. */
public final class ClassKeys implements ConfigKeys {
  /** Whether the user's jars come first. */
  public static final ConfigKey<Boolean> ISOLATED =
      Keys.flag(
          "firesteel.classes.isolated",
          false,
          "Whether classes are looked for in the jars of firesteel.jars before Firesteel's own class"
              + " path, so that each side has its own versions of libraries. The launcher says true"
              + " unless told otherwise; a program started without it has its own class path first,"
              + " and so have its executors.");

  /** Shared packages. */
  public static final ConfigKey<List<String>> PARENT_FIRST =
      Keys.list(
          "firesteel.classes.parent-first",
          "",
          "Beginnings of names of classes that isolated user code takes from Firesteel's class path"
              + " though its jars hold them, beside those of the JDK, Firesteel, Hadoop and logging;"
              + " the longest that fits counts.");

  /** Packages of the user's own. */
  public static final ConfigKey<List<String>> CHILD_FIRST =
      Keys.list(
          "firesteel.classes.child-first",
          "",
          "Beginnings of names of classes that isolated user code takes from its own jars though they"
              + " are shared, such as 'org.slf4j.'; the longest that fits counts.");

  @Override
  public String title() {
    return "Classes";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(ISOLATED, PARENT_FIRST, CHILD_FIRST);
  }
}
