package dev.firesteel.examples;

/** Arguments of examples. */
final class Usage {
  private Usage() {}

  static void check(String[] args, int least, String usage) {
    if (args.length < least) {
      throw new IllegalArgumentException("Missing arguments: firesteel example " + usage);
    }
  }

  static int number(String[] args, int index, int otherwise) {
    if (args.length <= index) {
      return otherwise;
    }
    try {
      return Integer.parseInt(args[index]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Argument " + (index + 1) + " is '" + args[index] + "' but must be a whole number", e);
    }
  }
}
