package dev.firesteel.backend.mesos.wire;

import dev.firesteel.backend.mesos.detect.HostPort;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.scheduler.Protos.Call;
import org.apache.mesos.v1.scheduler.Protos.Event;

/** Masters that do what a test says. */
final class FakeTransport implements Transport {
  final List<Asked> asked = new ArrayList<>();
  final Deque<Posted> posted = new ArrayDeque<>();

  /** The newest SUBSCRIBE. */
  Asked last() {
    return asked.get(asked.size() - 1);
  }

  @Override
  public Stream subscribe(HostPort at, byte[] call, StreamListener listener) {
    Asked one = new Asked(at, call, listener);
    asked.add(one);
    return one;
  }

  @Override
  public void post(HostPort at, String streamId, byte[] call, AnswerListener listener) {
    posted.add(new Posted(at, streamId, call, listener));
  }

  static Call call(byte[] bytes) {
    try {
      return Call.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  record Posted(HostPort at, String streamId, byte[] bytes, AnswerListener listener) {
    Call.Type type() {
      return call(bytes).getType();
    }

    void answer(int status, String sentence) {
      listener.answered(new Answer(status, sentence, Optional.empty()));
    }

    void accept() {
      answer(202, "");
    }
  }

  /** A SUBSCRIBE and its stream. */
  static final class Asked implements Stream {
    final HostPort at;
    final Call call;
    final StreamListener listener;
    boolean cancelled;

    Asked(HostPort at, byte[] bytes, StreamListener listener) {
      this.at = at;
      this.call = call(bytes);
      this.listener = listener;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    void open(String streamId) {
      listener.opened(Optional.of(streamId), Optional.of("application/x-protobuf"));
    }

    void subscribed(String streamId, String framework) {
      open(streamId);
      send(
          Event.newBuilder()
              .setType(Event.Type.SUBSCRIBED)
              .setSubscribed(
                  Event.Subscribed.newBuilder()
                      .setFrameworkId(FrameworkID.newBuilder().setValue(framework))
                      .setHeartbeatIntervalSeconds(15))
              .build());
    }

    void send(Event event) {
      byte[] bytes = event.toByteArray();
      byte[] length = (bytes.length + "\n").getBytes(StandardCharsets.US_ASCII);
      listener.bytes(List.of(ByteBuffer.wrap(length), ByteBuffer.wrap(bytes)), 42);
    }

    void heartbeat() {
      send(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());
    }

    void error(String message) {
      send(
          Event.newBuilder()
              .setType(Event.Type.ERROR)
              .setError(Event.Error.newBuilder().setMessage(message))
              .build());
    }

    void answer(int status, String sentence) {
      listener.answered(new Answer(status, sentence, Optional.empty()));
    }

    void redirect(String location) {
      listener.answered(new Answer(307, "", Optional.of(location)));
    }
  }
}
