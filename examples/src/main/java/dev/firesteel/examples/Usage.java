package dev.firesteel.examples;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;

/** Arguments of examples. */
final class Usage {
  private Usage() {}

  static void check(String[] args, int least, int most, String usage) {
    if (args.length < least) {
      throw wrong("Missing arguments: firesteel example " + usage);
    }
    if (args.length > most) {
      throw wrong("Unknown argument '" + args[most] + "': firesteel example " + usage);
    }
  }

  /** The argument at a place, at least 1, or another number if it is not given. */
  static int number(String[] args, int index, int otherwise) {
    if (args.length <= index) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(args[index]);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new FiresteelException(ErrorCategory.CONFIGURATION, notANumber(args, index), e);
    }
    throw wrong(notANumber(args, index));
  }

  private static String notANumber(String[] args, int index) {
    return "Argument "
        + (index + 1)
        + " is '"
        + args[index]
        + "' but must be a whole number, at least 1";
  }

  private static FiresteelException wrong(String message) {
    return new FiresteelException(ErrorCategory.CONFIGURATION, message);
  }
}
