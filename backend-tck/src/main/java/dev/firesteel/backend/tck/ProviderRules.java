package dev.firesteel.backend.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firesteel.api.backend.MasterUrl;
import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import java.util.List;

/** Rules P1 and P2; P3 is with the demand. */
final class ProviderRules {
  private static final List<String> FOREIGN =
      List.of("no-such-master", "no-such-master[2]", "nosuch://host.invalid:1234", "[2]");

  private ProviderRules() {}

  static List<Check> all() {
    return List.of(
        new Check(
            Rule.P1,
            "its own kind, well-formed or not, and no other",
            "does accepts look at the kind only, and not at the whole form?",
            ProviderRules::accepts),
        new Check(
            Rule.P2,
            "malformed URLs",
            "is the URL parsed in open, and do errors show the right form?",
            ProviderRules::malformed));
  }

  private static void accepts(Stage stage) {
    BackendFixture fixture = stage.fixture();
    assertThat(fixture.provider().accepts(fixture.master())).as("%s", fixture.master()).isTrue();
    for (String url : fixture.malformed()) {
      assertThat(fixture.provider().accepts(new MasterUrl(url))).as("malformed %s", url).isTrue();
    }
    for (String url : FOREIGN) {
      assertThat(fixture.provider().accepts(new MasterUrl(url))).as("foreign %s", url).isFalse();
    }
  }

  private static void malformed(Stage stage) throws Exception {
    for (String url : stage.fixture().malformed()) {
      Throwable thrown = catchThrowable(() -> stage.open(new MasterUrl(url)));
      assertThat(thrown).as("opening %s", url).isInstanceOf(FiresteelException.class);
      assertThat(((FiresteelException) thrown).category()).isEqualTo(ErrorCategory.CONFIGURATION);
      assertThat(thrown).hasMessageContaining(url);
      assertThat(thrown).hasMessageContaining(stage.fixture().rightForm());
    }
  }
}
