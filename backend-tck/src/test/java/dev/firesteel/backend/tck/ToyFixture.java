package dev.firesteel.backend.tck;

import dev.firesteel.api.backend.BackendContext;
import dev.firesteel.api.backend.Capability;
import dev.firesteel.api.backend.ClusterBackend;
import dev.firesteel.api.backend.ClusterBackendProvider;
import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.backend.SubmissionClient;
import dev.firesteel.api.config.Config;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.resource.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code toy[n]}: n hosts with room for two executors each; backends made by {@code maker}. */
class ToyFixture implements BackendFixture, ClusterBackendProvider {
  private static final String FORM = "toy[n]";

  private final Function<BackendContext, ClusterBackend> maker;

  ToyFixture(Function<BackendContext, ClusterBackend> maker) {
    this.maker = maker;
  }

  static ToyBackend right(BackendContext context) {
    return new ToyBackend(context, 2, Resources.of(2, 256));
  }

  @Override
  public ClusterBackendProvider provider() {
    return this;
  }

  @Override
  public MasterUrl master() {
    return new MasterUrl("toy[2]");
  }

  @Override
  public int capacity() {
    return 4;
  }

  @Override
  public List<String> malformed() {
    return List.of("toy", "toy[]", "toy[x]");
  }

  @Override
  public String rightForm() {
    return FORM;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration linger() {
    return Duration.ofMillis(5);
  }

  @Override
  public Faults faults(ClusterBackend backend) {
    return backend instanceof Faults faults ? faults : new Faults() {};
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public String forms() {
    return FORM;
  }

  @Override
  public boolean accepts(MasterUrl master) {
    return master.value().startsWith("toy");
  }

  @Override
  public Set<Capability> capabilities(MasterUrl master, Config config) {
    return Set.of();
  }

  @Override
  public Config implied(MasterUrl master) {
    return Config.empty();
  }

  @Override
  public ClusterBackend open(BackendContext context) {
    if (!context.master().value().matches("toy\\[\\d+]")) {
      throw new FiresteelException(
          ErrorCategory.CONFIGURATION, "Cannot use " + context.master() + " (use " + FORM + ")");
    }
    return maker.apply(context);
  }

  @Override
  public Optional<SubmissionClient> submission(MasterUrl master, Config config) {
    return Optional.empty();
  }
}
