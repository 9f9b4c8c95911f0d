package dev.firesteel.io.output;

import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storages;
import java.util.SortedMap;

/** What makes the winners' files the output. */
public enum Committer {
  /** The driver renames them. */
  RENAME,
  /** A committer of Hadoop's, as its settings say for the file system. */
  HADOOP;

  private static final String FACTORY = "mapreduce.outputcommitter.factory.";
  private static final String S3A_COMMITTER = "fs.s3a.committer.name";

  /**
   * A committer of Hadoop's if its settings name one; renames of our own do the same as Hadoop's
   * usual committer with half the requests, and load no class of MapReduce's.
   */
  static Committer configured(Location directory, Storages storages) {
    SortedMap<String, String> hadoop = storages.hadoop();
    boolean factory =
        hadoop.containsKey(FACTORY + "class")
            || hadoop.containsKey(FACTORY + "scheme." + directory.scheme());
    // S3A's factory is Hadoop's default for it, and makes the usual committer unless told
    // otherwise.
    boolean s3a =
        directory.scheme().equals("s3a")
            && !hadoop.getOrDefault(S3A_COMMITTER, "file").equals("file");
    return factory || s3a ? HADOOP : RENAME;
  }
}
