package dev.firesteel.backend.yarn.submit;

import dev.firesteel.api.backend.SubmissionClient.Submission;
import dev.firesteel.api.config.CoreKeys;
import dev.firesteel.api.config.DriverKeys;
import dev.firesteel.io.hadoop.HadoopSettings;
import dev.firesteel.io.storage.HadoopKeys;
import dev.firesteel.shipping.ShippingKeys;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** The settings that a program sees when its driver runs in a container. */
final class ProgramSettings {
  private ProgramSettings() {}

  /**
   * The submission's, with Hadoop's settings of the submitter in the place of its directory;
   * without what is true only of the submitter's machine.
   */
  static SortedMap<String, String> of(Submission submission, Configuration conf) {
    SortedMap<String, String> settings = new TreeMap<>();
    HadoopSettings.differences(conf)
        .forEach(
            (key, value) -> {
              if (!key.startsWith("firesteel.")) {
                settings.put(HadoopKeys.PREFIX + key, value);
              }
            });
    settings.putAll(submission.config().asMap());
    settings.putIfAbsent(CoreKeys.APP_NAME.name(), submission.name());
    settings.remove(HadoopKeys.CONF_DIR.name());
    settings.remove(ShippingKeys.SHARED_CLASSES.name());
    settings.remove(DriverKeys.HOST.name());
    settings.remove(DriverKeys.BIND_ADDRESS.name());
    return settings;
  }
}
