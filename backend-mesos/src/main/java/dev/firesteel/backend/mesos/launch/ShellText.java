package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.regex.Pattern;

/** Text for the shell that an agent runs. */
final class ShellText {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private ShellText() {}

  /** A word that means itself. */
  static String word(String literal) {
    if (literal.indexOf('\0') >= 0) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot pass '" + literal.replace("\0", "\\0") + "' to an executor: it has a null byte");
    }
    return "'" + literal.replace("'", "'\\''") + "'";
  }

  /** Whether a shell can export a variable of this name. */
  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
