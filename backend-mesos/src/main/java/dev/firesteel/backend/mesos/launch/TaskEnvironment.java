package dev.firesteel.backend.mesos.launch;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigPrefix;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.mesos.protobuf.ByteString;
import org.apache.mesos.v1.Protos.Environment;
import org.apache.mesos.v1.Protos.Environment.Variable;
import org.apache.mesos.v1.Protos.Secret;

/**
 * The variables of a task. Those of the application, which may be secrets, are of Mesos' type
 * SECRET: agents resolve them for the process alone, and show a name without value. The Docker
 * containerizer knows no secrets, and passes empty values: there they are ordinary ones.
 */
final class TaskEnvironment {
  private TaskEnvironment() {}

  /**
   * The variables that the settings say.
   *
   * @throws FiresteelException if a name cannot be a variable's
   */
  static SortedMap<String, String> settings(Config config, ConfigPrefix family) {
    SortedMap<String, String> all = new TreeMap<>();
    all.put("LANG", "C.UTF-8"); // texts and names of files mean the same at all agents
    for (Map.Entry<String, String> each : config.asMap().tailMap(family.name()).entrySet()) {
      if (family.covers(each.getKey())) {
        all.put(named(family, each.getKey()), each.getValue());
      }
    }
    return all;
  }

  private static String named(ConfigPrefix family, String setting) {
    String name = setting.substring(family.name().length());
    if (!ShellText.isName(name)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot set '"
              + setting
              + "': '"
              + name
              + "' cannot be a variable of an executor (use letters, digits and '_' only)");
    }
    return name;
  }

  static Environment of(
      Map<String, String> plain, Map<String, String> secrets, Containerizer containerizer) {
    Environment.Builder all = Environment.newBuilder();
    plain.forEach((name, value) -> all.addVariables(plain(name, value)));
    secrets.forEach(
        (name, value) ->
            all.addVariables(
                containerizer == Containerizer.MESOS ? secret(name, value) : plain(name, value)));
    return all.build();
  }

  private static Variable.Builder plain(String name, String value) {
    return Variable.newBuilder().setName(name).setType(Variable.Type.VALUE).setValue(value);
  }

  private static Variable.Builder secret(String name, String value) {
    return Variable.newBuilder()
        .setName(name)
        .setType(Variable.Type.SECRET)
        .setSecret(
            Secret.newBuilder()
                .setType(Secret.Type.VALUE)
                .setValue(Secret.Value.newBuilder().setData(ByteString.copyFromUtf8(value))));
  }
}
