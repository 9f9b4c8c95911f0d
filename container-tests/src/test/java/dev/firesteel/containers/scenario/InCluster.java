package dev.firesteel.containers.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.containers.Await;
import dev.firesteel.containers.ContainerCluster;
import dev.firesteel.containers.Result;
import dev.firesteel.containers.parity.Where;
import dev.firesteel.containers.report.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs whose drivers run on workers; what they print is read as users read it, by logs. */
public final class InCluster implements Where, AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** The same for all drivers, so that agents find the runtime that they have fetched before. */
  private static final String FILE_PORT = "7079";

  private static final Pattern ID = Pattern.compile("application_\\d+_\\d+|driver-\\d+-\\d+");

  private final ContainerCluster cluster;
  private final Backend backend;
  private final Dispatcher dispatcher;
  private final Edge edge;

  private InCluster(ContainerCluster cluster, Backend backend, Dispatcher dispatcher, Edge edge) {
    this.cluster = cluster;
    this.backend = backend;
    this.dispatcher = dispatcher;
    this.edge = edge;
  }

  /** With a dispatcher on the edge node if the backend needs one. */
  public static InCluster of(ContainerCluster cluster, Backend backend, String test) {
    Dispatcher dispatcher = Dispatcher.ofNeed(cluster, backend);
    Edge edge =
        dispatcher
            .known(Edge.of(cluster, backend, test).cluster())
            .with("firesteel.mesos.file-port", FILE_PORT);
    return new InCluster(cluster, backend, dispatcher, edge);
  }

  @Override
  public String name() {
    return edge.name();
  }

  @Override
  public String directory() {
    return edge.directory();
  }

  @Override
  public Outcome run(String program, List<String> words) {
    Result ended = edge.start(program, words).await(LIMIT).orFail();
    Matcher id = ID.matcher(ended.out() + ended.err());
    assertThat(id.find()).as("an id in: " + ended.err()).isTrue();
    String application = id.group();
    Await.until(LIMIT, () -> log(application).contains("OUTCOME "), () -> log(application));
    return Outcome.in(log(application));
  }

  /** The driver's log; YARN has it some seconds after the end. */
  private String log(String application) {
    return cluster.edge().run("firesteel", "logs", "--master", backend.master(), application).out();
  }

  @Override
  public byte[] output(String path) {
    return edge.output(path);
  }

  @Override
  public void close() {
    dispatcher.close();
  }
}
