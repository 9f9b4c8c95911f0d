package dev.firesteel.backend.mesos.wire;

import dev.firesteel.backend.mesos.detect.HostPort;
import dev.firesteel.backend.mesos.wire.Transport.Answer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.mesos.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.jspecify.annotations.Nullable;

/**
 * One subscription, from its SUBSCRIBE to its end.
 *
 * <pre>
 * asked      -- 200 with a stream id ------> opened
 * asked      -- 307 -----------------------> over (redirected)
 * asked      -- other, broken, too late ---> over (unsubscribed)
 * opened     -- SUBSCRIBED ----------------> subscribed
 * opened     -- end, malformed, too late --> over (unsubscribed)
 * subscribed -- end, malformed, silence ---> over (ended)
 * any        -- ERROR ---------------------> over (fatal)
 * </pre>
 */
final class Session implements Transport.StreamListener {
  /** An OFFERS event of 10,000 agents has some 4 MB. */
  private static final int LONGEST_RECORD = 64 << 20;

  private static final int MISSED_HEARTBEATS = 3;
  private static final Duration SHORTEST_HEARTBEAT = Duration.ofMillis(50);

  private final HostPort at;
  private final Loop loop;
  private final Owner owner;
  private final RecordReader records = new RecordReader(LONGEST_RECORD);
  private Transport.@Nullable Stream stream;
  private @Nullable Future<?> timer;
  private Optional<String> streamId = Optional.empty();
  private boolean subscribed;
  private boolean over;
  private boolean heard;
  private int missed;

  Session(HostPort at, Loop loop, Owner owner) {
    this.at = at;
    this.loop = loop;
    this.owner = owner;
  }

  /** Hears at most one of the ends; nothing after it, nor after {@link Session#cancel}. */
  interface Owner {
    void redirected(HostPort from, HostPort to);

    void unsubscribed(HostPort at, Failure why);

    void subscribed(Session session, Event.Subscribed what);

    /** The connection has lasted for the time between two heartbeats. */
    void lasting();

    void event(Event event, long arrived);

    void ended(String why);

    void fatal(Failure why);
  }

  /** Asks for it; the master must have said SUBSCRIBED within the patience. */
  void begin(Transport transport, Call subscribe, Duration patience) {
    timer =
        loop.after(
            patience, () -> failed(Failure.passing("it does not answer in time"), "", "silence"));
    stream = transport.subscribe(at, subscribe.toByteArray(), this);
  }

  HostPort at() {
    return at;
  }

  /** What calls must bear; there is one as soon as the session is subscribed. */
  String streamId() {
    return streamId.orElseThrow();
  }

  boolean subscribed() {
    return subscribed;
  }

  /** Ends it without a word. */
  void cancel() {
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
    if (stream != null) {
      stream.cancel();
    }
  }

  @Override
  public void opened(Optional<String> id, Optional<String> contentType) {
    if (over) {
      return;
    }
    if (id.isEmpty() || !contentType.orElse("").startsWith("application/x-protobuf")) {
      String what = "it answered 200 with " + contentType.orElse("no Content-Type");
      unsubscribed(Answers.noMesos(what + (id.isEmpty() ? " and no Mesos-Stream-Id" : "")));
      return;
    }
    streamId = id;
  }

  @Override
  public void bytes(List<ByteBuffer> pieces, long arrived) {
    heard = true;
    try {
      for (ByteBuffer piece : pieces) {
        Optional<byte[]> record = over ? Optional.empty() : records.read(piece);
        while (record.isPresent()) {
          event(Event.parseFrom(record.get()), arrived);
          record = over ? Optional.empty() : records.read(piece);
        }
      }
    } catch (InvalidProtocolBufferException e) {
      malformed("a record is no event: " + e.getMessage());
    } catch (MalformedRecordException e) {
      malformed(e.getMessage());
    }
  }

  @Override
  public void ended() {
    failed(
        Failure.passing("it ended the connection before it had subscribed us"),
        "",
        records.cut() ? "its stream ended within a record" : "it ended the stream");
  }

  @Override
  public void answered(Answer answer) {
    Optional<HostPort> to = Answers.redirection(answer);
    if (over) {
      return;
    }
    if (to.isPresent()) {
      cancel();
      owner.redirected(at, to.get());
    } else {
      unsubscribed(Answers.subscribe(answer));
    }
  }

  @Override
  public void broken(Throwable why) {
    failed(Breakages.of(why), "the connection broke: ", Breakages.end(why));
  }

  private void malformed(@Nullable String why) {
    failed(Answers.noMesos("its stream is malformed: " + why), "its stream is malformed: ", why);
  }

  private void event(Event event, long arrived) {
    switch (event.getType()) {
      case SUBSCRIBED -> subscribed(event.getSubscribed());
      case HEARTBEAT, UNKNOWN -> {
        // Having been heard is all that the first is for; the second is news of later versions.
      }
      case ERROR -> {
        cancel();
        owner.fatal(Answers.error(event.getError().getMessage()));
      }
      default -> owner.event(event, arrived);
    }
  }

  private void subscribed(Event.Subscribed what) {
    if (subscribed) {
      return;
    }
    subscribed = true;
    if (timer != null) {
      timer.cancel(false);
    }
    owner.subscribed(this, what);
    if (!over) {
      watch(heartbeat(what));
    }
  }

  /** The time between two heartbeats. */
  static Duration heartbeat(Event.Subscribed what) {
    double seconds = what.hasHeartbeatIntervalSeconds() ? what.getHeartbeatIntervalSeconds() : 15.0;
    Duration interval = Duration.ofMillis((long) (seconds * 1000));
    return interval.compareTo(SHORTEST_HEARTBEAT) < 0 ? SHORTEST_HEARTBEAT : interval;
  }

  private void watch(Duration interval) {
    timer = loop.after(interval, () -> tick(interval));
  }

  private void tick(Duration interval) {
    if (over) {
      return;
    }
    missed = heard ? 0 : missed + 1;
    heard = false;
    if (missed >= MISSED_HEARTBEATS) {
      failed(
          Failure.passing("it is silent"),
          "",
          "nothing came for " + missed + " heartbeats of " + interval.toMillis() + " ms");
      return;
    }
    if (missed == 0) {
      owner.lasting();
    }
    watch(interval);
  }

  private void failed(Failure before, String prefix, @Nullable String after) {
    if (over) {
      return;
    }
    if (subscribed) {
      cancel();
      owner.ended(prefix + after);
    } else {
      unsubscribed(before);
    }
  }

  private void unsubscribed(Failure why) {
    cancel();
    owner.unsubscribed(at, why);
  }
}
