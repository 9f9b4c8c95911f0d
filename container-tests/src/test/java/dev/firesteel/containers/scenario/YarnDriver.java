package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Result;
import dev.firesteel.containers.parity.Where;
import dev.firesteel.containers.report.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Programs in cluster mode on YARN, submitted from the edge node. Their outcome is read from their
 * driver's log, on its host or where YARN has collected it.
 */
final class YarnDriver implements Where {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration LOGS_LIMIT = Duration.ofMinutes(2);
  private static final Pattern ID = Pattern.compile("application_\\d+_\\d+");

  private final Edge edge;
  private final ContainerCluster cluster;
  private final Map<String, String> settings;

  /**
   * With the files of client mode.
   *
   * @param settings of the submission
   */
  YarnDriver(ContainerCluster cluster, Edge edge, Map<String, String> settings) {
    this.cluster = cluster;
    this.edge = edge;
    this.settings = Map.copyOf(settings);
  }

  @Override
  public String name() {
    return "yarn cluster";
  }

  @Override
  public String directory() {
    return edge.directory();
  }

  /** Submits a program and awaits its end; what the launcher said. */
  String submit(String program, List<String> words) {
    List<String> command = new ArrayList<>(List.of("firesteel", "submit"));
    command.addAll(List.of("--master", "yarn", "--deploy-mode", "cluster"));
    command.addAll(List.of("--class", "dev.firesteel.containers.program." + program));
    settings.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    command.add("/opt/programs/programs.jar");
    command.addAll(words);
    Result ended = cluster.edge().start(command.toArray(String[]::new)).await(LIMIT).orFail();
    return ended.out() + ended.err();
  }

  @Override
  public Outcome run(String program, List<String> words) {
    String said = submit(program, words);
    Matcher id = ID.matcher(said);
    assertThat(id.find()).as("an application's id in: " + said).isTrue();
    AtomicReference<String> log = new AtomicReference<>("");
    Await.until(
        LOGS_LIMIT,
        () -> {
          log.set(log(id.group()));
          return log.get().contains("OUTCOME ");
        },
        () -> "no outcome in the log of " + id.group() + ":\n" + log.get());
    return Outcome.in(log.get());
  }

  private String log(String application) {
    String files = "/data/nodemanager/logs/" + application + "/*/stdout";
    String onHosts =
        cluster.workers().stream()
            .map(node -> node.run("bash", "-c", "cat " + files + " 2>/dev/null").out())
            .collect(Collectors.joining());
    return onHosts.contains("OUTCOME ")
        ? onHosts
        : cluster.edge().run("firesteel", "logs", "--master", "yarn", application).out();
  }

  @Override
  public byte[] output(String path) {
    return edge.output(path);
  }
}
