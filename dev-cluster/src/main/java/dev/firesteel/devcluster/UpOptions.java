package dev.firesteel.devcluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The words behind {@code dev-cluster up}, as a specification. */
final class UpOptions {
  static final List<String> WITH_VALUE =
      List.of(
          "--datanodes",
          "--hosts",
          "--replication",
          "--block-size",
          "--port",
          "--nodemanagers",
          "--memory",
          "--vcores",
          "--conf");
  static final List<String> ALONE = List.of("--yarn", "--ha", "--kerberos");

  private static final int MOST_DATANODES = 64;

  private final Map<String, String> values = new TreeMap<>();
  private final List<String> settings = new ArrayList<>();
  private final List<String> words;

  UpOptions(List<String> words) {
    this.words = List.copyOf(words);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ALONE.contains(word)) {
        values.put(word, "");
      } else if (word.equals("--conf")) {
        settings.add(words.get(++i));
      } else {
        values.put(word, words.get(++i));
      }
    }
    if (values.containsKey("--hosts") && values.containsKey("--datanodes")) {
      throw new UsageException("Use either --hosts or --datanodes: each host has one DataNode");
    }
    for (String option : List.of("--nodemanagers", "--memory", "--vcores")) {
      if (values.containsKey(option) && !values.containsKey("--yarn")) {
        throw new UsageException(option + " means something with --yarn only");
      }
    }
  }

  /** The words as they were. */
  List<String> words() {
    return words;
  }

  ClusterSpec spec(Path directory) {
    List<Host> hosts = hosts();
    ClusterSpec.Builder spec =
        ClusterSpec.in(directory)
            .lifetime(Lifetime.DETACHED)
            .hosts(hosts)
            .replication(number("--replication", Math.min(hosts.size(), 3), 1, hosts.size()))
            .blockBytes(blockBytes());
    if (values.containsKey("--port")) {
      spec.nameNodePort(number("--port", 0, 1, 65_535));
    }
    if (values.containsKey("--ha")) {
      spec.highAvailability();
    }
    if (values.containsKey("--kerberos")) {
      spec.kerberos();
    }
    if (values.containsKey("--yarn")) {
      spec.yarn(
          new YarnSpec(
              number("--nodemanagers", hosts.size(), 1, hosts.size()),
              number("--memory", 4_096, 64, Integer.MAX_VALUE),
              number("--vcores", Runtime.getRuntime().availableProcessors(), 1, 10_000)));
    }
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new UsageException("Cannot use --conf " + setting + ": it is not KEY=VALUE");
      }
      spec.setting(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return checked(spec::build);
  }

  private List<Host> hosts() {
    String named = values.get("--hosts");
    if (named != null) {
      return checked(() -> Arrays.stream(named.split(",")).map(Host::parse).toList());
    }
    int count = number("--datanodes", 1, 1, MOST_DATANODES);
    List<Host> hosts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      hosts.add(new Host("localhost"));
    }
    return hosts;
  }

  private long blockBytes() {
    String said = values.getOrDefault("--block-size", "128m").toLowerCase(java.util.Locale.ROOT);
    if (!said.matches("[1-9][0-9]{0,9}[kmg]?")) {
      throw new UsageException(
          "Cannot use --block-size " + said + ": it is no size (write 64m, say)");
    }
    int shift = Math.max(0, " kmg".indexOf(said.charAt(said.length() - 1))) * 10;
    return Long.parseLong(shift == 0 ? said : said.substring(0, said.length() - 1)) << shift;
  }

  private int number(String option, int otherwise, int least, int most) {
    String said = values.get(option);
    if (said == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(said);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException(
        "Cannot use " + option + " " + said + ": it is no number from " + least + " to " + most);
  }

  private static <T> T checked(Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
