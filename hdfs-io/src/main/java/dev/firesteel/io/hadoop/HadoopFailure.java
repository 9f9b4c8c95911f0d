package dev.firesteel.io.hadoop;

import java.util.regex.Pattern;
import org.apache.hadoop.ipc.RemoteException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure is, without Hadoop's wrapping.
 *
 * @param type its class, without the package
 * @param message its message, of any number of lines
 * @param context the messages of all that wraps it
 */
record HadoopFailure(String type, String message, String context) {
  private static final int LONGEST_LINE = 500;
  private static final Pattern SEE = Pattern.compile(";\\s*For more details see:.*");
  private static final Pattern CLASS = Pattern.compile("^(?:[a-z][\\w]*\\.)+[A-Z]\\w*: ");

  static HadoopFailure of(Exception e) {
    Throwable told = e;
    StringBuilder context = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = deeper(cause)) {
      told = cause;
      context.append(cause.getMessage()).append('\n');
    }
    String message = told.getMessage();
    String name =
        told instanceof RemoteException remote ? remote.getClassName() : told.getClass().getName();
    String type = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    return new HadoopFailure(type, message == null ? type : message, context.toString());
  }

  /** A cause that says more than what wraps it. */
  private static @Nullable Throwable deeper(Throwable e) {
    Throwable cause = e.getCause();
    if (cause == null || cause == e) {
      return null;
    }
    boolean wrapper =
        e.getClass() == java.io.IOException.class
            || e.getClass() == IllegalArgumentException.class
            || e.getClass() == RuntimeException.class
            || e.getClass().getSimpleName().equals("ServiceException");
    return wrapper ? cause : null;
  }

  /** The message on one line, without stack traces of daemons. */
  String line() {
    String first =
        message.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse(type);
    String plain = CLASS.matcher(SEE.matcher(first).replaceAll("")).replaceAll("");
    return plain.length() > LONGEST_LINE ? plain.substring(0, LONGEST_LINE) + "..." : plain;
  }
}
