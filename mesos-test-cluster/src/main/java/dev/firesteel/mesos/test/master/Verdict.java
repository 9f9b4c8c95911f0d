package dev.firesteel.mesos.test.master;

/**
 * What a call is answered with.
 *
 * @param status as 202
 * @param sentence why it is refused; empty if it is not
 */
public record Verdict(int status, String sentence) {
  static final Verdict ACCEPTED = new Verdict(202, "");

  static Verdict refused(int status, String sentence) {
    return new Verdict(status, sentence);
  }
}
