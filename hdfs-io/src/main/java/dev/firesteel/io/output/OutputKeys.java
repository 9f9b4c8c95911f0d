package dev.firesteel.io.output;

import dev.firesteel.api.config.ConfigKey;
import dev.firesteel.api.config.ConfigKeys;
import dev.firesteel.api.config.Keys;
import java.util.List;

/** The settings of file output. */
public final class OutputKeys implements ConfigKeys {
  /** What makes the winners' files the output. */
  public static final ConfigKey<CommitterChoice> COMMITTER =
      Keys.choice(
          "firesteel.io.committer",
          CommitterChoice.class,
          CommitterChoice.AUTO,
          "What makes the files of finished tasks the output: rename has the driver rename them,"
              + " hadoop uses Hadoop's committer for the file system, auto does so where Hadoop's"
              + " settings name one (mapreduce.outputcommitter.factory.class or"
              + " mapreduce.outputcommitter.factory.scheme.SCHEME, for s3a also"
              + " fs.s3a.committer.name) and renames elsewhere.");

  @Override
  public String title() {
    return "File output";
  }

  @Override
  public List<ConfigKey<?>> keys() {
    return List.of(COMMITTER);
  }
}
