package dev.firesteel.io.mapreduce;

import dev.firesteel.api.config.Config;
import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.storage.HadoopSource;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.security.Credentials;

/**
 * Settings of a job of Hadoop's, as they travel.
 *
 * @param settings those that differ from Hadoop's defaults
 * @param credentials tokens and secrets for tasks, in Hadoop's form; empty if there are none
 */
record JobSettings(SortedMap<String, String> settings, byte[] credentials) implements Serializable {
  static final JobSettings NONE = new JobSettings(new TreeMap<>(), new byte[0]);

  JobSettings {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    credentials = credentials.clone();
  }

  /** All that differs from Hadoop's defaults in a configuration. */
  static JobSettings of(Configuration configuration) {
    return new JobSettings(
        HadoopSettings.differences(configuration),
        configuration instanceof JobConf job ? written(job.getCredentials()) : new byte[0]);
  }

  JobSettings with(String key, String value) {
    SortedMap<String, String> changed = new TreeMap<>(settings);
    changed.put(key, value);
    return new JobSettings(changed, credentials);
  }

  /** These, and others that are stronger. */
  JobSettings with(JobSettings others) {
    SortedMap<String, String> all = new TreeMap<>(settings);
    all.putAll(others.settings);
    return new JobSettings(all, others.credentials.length > 0 ? others.credentials : credentials);
  }

  /** These over what the driver's Hadoop files and the application's settings say. */
  JobSettings onDriver(Config config) {
    return new JobSettings(HadoopSettings.load(HadoopSource.of(config)), new byte[0]).with(this);
  }

  /** The whole configuration, which finds the user's classes; a new one each time. */
  JobConf configuration() {
    JobConf configuration = new JobConf(HadoopSettings.configuration(settings));
    if (credentials.length > 0) {
      configuration.setCredentials(read(credentials));
    }
    return configuration;
  }

  private static byte[] written(Credentials credentials) {
    if (credentials.numberOfTokens() == 0 && credentials.numberOfSecretKeys() == 0) {
      return new byte[0];
    }
    try {
      DataOutputBuffer buffer = new DataOutputBuffer();
      credentials.writeTokenStorageToStream(buffer);
      return java.util.Arrays.copyOf(buffer.getData(), buffer.getLength());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Credentials read(byte[] bytes) {
    try {
      DataInputBuffer buffer = new DataInputBuffer();
      buffer.reset(bytes, bytes.length);
      Credentials credentials = new Credentials();
      credentials.readTokenStorageStream(buffer);
      return credentials;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says no secret. */
  @Override
  public String toString() {
    return "JobSettings" + settings.keySet();
  }
}
