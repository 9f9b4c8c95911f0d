package dev.firesteel.dataset;

import java.lang.StackWalker.StackFrame;

/** Where the user's code called an operation. */
final class CallSite {
  private static final String OWN = "dev.firesteel.dataset.";
  private static final StackWalker WALKER = StackWalker.getInstance();

  private CallSite() {}

  /** The operation and the place of the call, such as {@code count at WordCount.java:14}. */
  static String of(String operation) {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !frame.getClassName().startsWith(OWN))
                .findFirst()
                .map(frame -> operation + place(frame))
                .orElse(operation));
  }

  private static String place(StackFrame frame) {
    return frame.getFileName() == null
        ? ""
        : " at " + frame.getFileName() + ":" + frame.getLineNumber();
  }
}
