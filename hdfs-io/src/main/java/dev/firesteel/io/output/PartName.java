package dev.firesteel.io.output;

/** Names of output files, which sort by partition. */
public final class PartName {
  private static final String BEGIN = "part-";
  private static final int DIGITS = 5;

  private PartName() {}

  /** That of a partition in an output that has its directory for itself. */
  public static String of(int partition) {
    return BEGIN + number(partition);
  }

  /** That of a partition that a save added to what was there; sorts after all that were. */
  public static String added(String job, int partition) {
    return BEGIN + job + "-" + number(partition);
  }

  /** What the names of all files of one save begin with. */
  public static String save(String name) {
    return name.substring(0, name.lastIndexOf('-') + 1);
  }

  private static String number(int partition) {
    String number = Integer.toString(partition);
    return "0".repeat(Math.max(0, DIGITS - number.length())) + number;
  }
}
