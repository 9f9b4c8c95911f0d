package dev.firesteel.backend.yarn.container;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.config.ConfigPrefix;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Variables of a container's environment that are no secrets, quoted for YARN. */
final class ContainerEnvironment {
  private static final String TYPE = "YARN_CONTAINER_RUNTIME_TYPE";
  private static final String DOCKER_IMAGE = "YARN_CONTAINER_RUNTIME_DOCKER_IMAGE";
  private static final String RUNC_IMAGE = "YARN_CONTAINER_RUNTIME_RUNC_IMAGE";

  private ContainerEnvironment() {}

  /**
   * The variables that the settings say.
   *
   * @throws FiresteelException if a name cannot be a variable's
   */
  static SortedMap<String, String> of(Config config, ConfigPrefix family) {
    SortedMap<String, String> all = new TreeMap<>();
    all.put("LANG", "C.UTF-8"); // texts and names of files mean the same on all nodes
    config.asMap().tailMap(family.name()).entrySet().stream()
        .takeWhile(each -> each.getKey().startsWith(family.name()))
        .filter(each -> family.covers(each.getKey()))
        .forEach(each -> all.put(name(family, each), ShellText.value(each.getValue())));
    String image = config.get(ContainerKeys.IMAGE);
    if (!image.isBlank()) {
      String type = all.computeIfAbsent(TYPE, missing -> "docker");
      all.put(type.equals("runc") ? RUNC_IMAGE : DOCKER_IMAGE, ShellText.value(image.trim()));
    }
    return all;
  }

  private static String name(ConfigPrefix family, Map.Entry<String, String> setting) {
    String name = setting.getKey().substring(family.name().length());
    if (!ShellText.isName(name)) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION,
          "Cannot set '"
              + setting.getKey()
              + "': '"
              + name
              + "' cannot be a variable of a container (use letters, digits and '_' only)");
    }
    return name;
  }
}
