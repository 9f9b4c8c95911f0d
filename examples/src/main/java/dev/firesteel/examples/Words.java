package dev.firesteel.examples;

import dev.firesteel.api.split.Sink;

/** Cuts lines into words: maximal runs of characters that are not ASCII white space. */
final class Words {
  private Words() {}

  static void split(String line, Sink<? super String> out) throws Exception {
    int length = line.length();
    int start = -1;
    for (int i = 0; i < length; i++) {
      char c = line.charAt(i);
      boolean blank = c == ' ' || (c >= '\t' && c <= '\r');
      if (blank && start >= 0) {
        out.accept(line.substring(start, i));
        start = -1;
      } else if (!blank && start < 0) {
        start = i;
      }
    }
    if (start >= 0) {
      out.accept(start == 0 ? line : line.substring(start));
    }
  }
}
