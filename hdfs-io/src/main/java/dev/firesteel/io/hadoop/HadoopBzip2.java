package dev.firesteel.io.hadoop;

import org.apache.hadoop.io.compress.bzip2.BZip2Constants;

/** What of bzip2 is taken from Hadoop. */
public final class HadoopBzip2 {
  private HadoopBzip2() {}

  /** The distances between changed bytes of a randomized block, as the format fixes them. */
  public static int[] distances() {
    return BZip2Constants.rNums.clone();
  }
}
