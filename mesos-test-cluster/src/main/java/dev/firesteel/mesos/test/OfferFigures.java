package dev.firesteel.mesos.test;

import java.time.Duration;

/**
 * What became of a framework's offers, with one master. Cycles are those that come at each
 * allocation interval; offers may be made between them, too.
 *
 * @param chances cycles at which it was subscribed and not suppressed, and something was free of
 *     tasks that its roles may have, be it offered to others
 * @param served those of them after which it had an offer
 * @param held cycles at which an offer was still out that had been made before
 * @param made offers made
 * @param accepted those with which it launched
 * @param declined those it declined
 * @param rescinded those that the master took back
 * @param longest the longest time until one was accepted or declined
 */
public record OfferFigures(
    long chances,
    long served,
    long held,
    long made,
    long accepted,
    long declined,
    long rescinded,
    Duration longest) {
  /** What came since an earlier look; the longest time is that of all times. */
  public OfferFigures since(OfferFigures earlier) {
    return new OfferFigures(
        chances - earlier.chances,
        served - earlier.served,
        held - earlier.held,
        made - earlier.made,
        accepted - earlier.accepted,
        declined - earlier.declined,
        rescinded - earlier.rescinded,
        longest);
  }

  @Override
  public String toString() {
    return "served in "
        + served
        + " of "
        + chances
        + " cycles, offers held at "
        + held
        + "; made "
        + made
        + ", accepted "
        + accepted
        + ", declined "
        + declined
        + ", rescinded "
        + rescinded
        + ", the longest answer after "
        + longest.toMillis()
        + " ms";
  }
}
