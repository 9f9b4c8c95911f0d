package dev.firesteel.io.hadoop.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.security.token.TokenRenewer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens that are over with their session; Hadoop finds who cancels them by ServiceLoader. */
@Timeout(60)
class OwnTokensTest {
  private static final Text KIND = new Text("A_TEST'S");

  /** Of the running test, since ServiceLoader makes the renewer. */
  private static final Map<Text, Service> SERVICES = new ConcurrentHashMap<>();

  private final Service service = new Service();
  private final OwnTokens tokens = new OwnTokens();

  private static final class Service {
    private final BlockingQueue<String> cancelled = new LinkedBlockingQueue<>();
    private final BlockingQueue<Thread> asking = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> left = new LinkedBlockingQueue<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private volatile boolean silent;
  }

  /** Who cancels tokens of the test's kind. */
  public static final class Renewer extends TokenRenewer {
    @Override
    public boolean handleKind(Text kind) {
      return kind.equals(KIND);
    }

    @Override
    public boolean isManaged(Token<?> token) {
      return true;
    }

    @Override
    public long renew(Token<?> token, Configuration conf) {
      return 0;
    }

    @Override
    public void cancel(Token<?> token, Configuration conf)
        throws IOException, InterruptedException {
      Service asked = SERVICES.get(KIND);
      String name = token.getService().toString();
      if (asked.silent) {
        asked.asking.add(Thread.currentThread());
        awaitAnswer(asked, name);
      }
      if (name.equals("refusing")) {
        throw new IOException("not yours");
      }
      asked.cancelled.add(name);
    }

    private static void awaitAnswer(Service asked, String name) throws InterruptedException {
      try {
        asked.answer.await();
      } catch (InterruptedException e) {
        asked.left.add(name);
        throw e;
      }
    }
  }

  private static Token<?> token(String service) {
    return new Token<>(new byte[0], new byte[0], KIND, new Text(service));
  }

  @BeforeEach
  void serve() {
    SERVICES.put(KIND, service);
  }

  @AfterEach
  void end() {
    service.answer.countDown();
  }

  @Test
  void oneThatIsRefusedHoldsTheOthersNotUp() {
    tokens.add(List.of(token("refusing"), token("b")));
    tokens.cancel(new Configuration(), Duration.ofSeconds(30));
    assertThat(service.cancelled).containsExactly("b");
  }

  @Test
  void eachIsCancelledOnce() {
    tokens.add(List.of(token("a")));
    tokens.add(List.of(token("b")));
    tokens.cancel(new Configuration(), Duration.ofSeconds(30));
    tokens.cancel(new Configuration(), Duration.ofSeconds(30));
    assertThat(service.cancelled).containsExactly("a", "b");
  }

  @Test
  void aSilentServiceIsNotWaitedForLongAndLeftAlone() throws Exception {
    service.silent = true;
    tokens.add(List.of(token("a"), token("b")));
    tokens.cancel(new Configuration(), Duration.ofMillis(1)); // nobody has answered when it returns
    assertThat(service.left.take()).isEqualTo("a");
    service.asking.take().join();
    assertThat(service.asking).as("who asks on").isEmpty();
    assertThat(service.cancelled).isEmpty();
  }
}
