package dev.firesteel.mesos.test.master;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** Whether a master takes a framework; refusals become ERROR events. */
@SuppressWarnings("deprecation") // single roles are still spoken
final class FrameworkChecks {
  /** More seconds than this do not fit into nanoseconds. */
  private static final double LONGEST_TIMEOUT = Long.MAX_VALUE / 1e9;

  private FrameworkChecks() {}

  static Optional<String> wrong(
      FrameworkInfo info, List<String> suppressed, MasterSettings settings) {
    boolean multiRole =
        info.getCapabilitiesList().stream()
            .anyMatch(each -> each.getType() == Capability.Type.MULTI_ROLE);
    if (multiRole && info.hasRole()) {
      return Optional.of(
          "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable");
    }
    if (!multiRole && info.getRolesCount() > 0) {
      return Optional.of(
          "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable");
    }
    Set<String> roles = new LinkedHashSet<>();
    Set<String> twice = new LinkedHashSet<>();
    for (String role : info.getRolesList()) {
      if (!roles.add(role)) {
        twice.add(role);
      }
    }
    if (!twice.isEmpty()) {
      return Optional.of("'FrameworkInfo.roles' contains duplicate items: " + braced(twice));
    }
    for (String role : roles) {
      Optional<String> wrong = wrongRole(role);
      if (wrong.isPresent()) {
        return Optional.of("'FrameworkInfo.roles' contains invalid role: " + wrong.get());
      }
    }
    if (!multiRole) {
      roles.add(info.hasRole() ? info.getRole() : "*");
    }
    return limits(info, suppressed, settings, roles);
  }

  private static Optional<String> limits(
      FrameworkInfo info, List<String> suppressed, MasterSettings settings, Set<String> roles) {
    List<String> strange = new ArrayList<>(suppressed);
    strange.removeAll(roles);
    if (!strange.isEmpty()) {
      return Optional.of(
          "Suppressed roles " + braced(strange) + " are not contained in the set of roles");
    }
    if (info.getFailoverTimeout() > LONGEST_TIMEOUT) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "The framework failover_timeout (%s) is invalid",
              number(info.getFailoverTimeout())));
    }
    List<String> unlisted = new ArrayList<>(roles);
    unlisted.removeAll(settings.roles());
    unlisted.remove("*");
    if (!settings.roles().isEmpty() && !unlisted.isEmpty()) {
      return Optional.of("Roles " + braced(unlisted) + " are not present in the master's --roles");
    }
    return Optional.empty();
  }

  private static Optional<String> wrongRole(String role) {
    if (role.equals("*")) {
      return Optional.empty();
    }
    if (role.isEmpty()) {
      return Optional.of("Role cannot be an empty string");
    }
    for (String component : role.split("/", -1)) {
      if (component.isEmpty()) {
        return Optional.of(
            "Role '" + role + "' cannot start with a slash, end with one, or contain two in a row");
      }
      if (component.equals(".") || component.equals("..") || component.startsWith("-")) {
        return Optional.of("Role component '" + component + "' is invalid");
      }
      if (component.chars().anyMatch(c -> Character.isWhitespace(c) || c == '\b')) {
        return Optional.of(
            "Role component '"
                + component
                + "' is invalid because it contains backspace or whitespace");
      }
    }
    return Optional.empty();
  }

  private static String number(double value) {
    String text = Double.toString(value).replace(".0E", "e+");
    return text.contains("e+") ? text : Double.toString(value);
  }

  private static String braced(Iterable<String> items) {
    return "{ " + String.join(", ", items) + " }";
  }
}
