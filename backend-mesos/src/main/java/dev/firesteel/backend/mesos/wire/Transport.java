package dev.firesteel.backend.mesos.wire;

import dev.firesteel.backend.mesos.detect.HostPort;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** HTTP with a master; what is told comes on the wire's one thread. */
interface Transport {
  /** Posts a SUBSCRIBE. */
  Stream subscribe(HostPort at, byte[] call, StreamListener listener);

  /** Posts any other call; the listener hears one of its two, once. */
  void post(HostPort at, String streamId, byte[] call, AnswerListener listener);

  /** An exchange under way. */
  interface Stream {
    /** Ends it; nothing is told of it any more. */
    void cancel();
  }

  /** Hears {@code opened}, {@code bytes} and then {@code ended}; or only one of the others. */
  interface StreamListener {
    /** Status 200 has come. */
    void opened(Optional<String> streamId, Optional<String> contentType);

    /** A piece of the body has come; the buffers are the listener's until it returns. */
    void bytes(List<ByteBuffer> pieces, long arrived);

    /** The body has come to its proper end. */
    void ended();

    /** Another status has come. */
    void answered(Answer answer);

    /** The connection could not be made, or has broken. */
    void broken(Throwable why);
  }

  /** Hears how a call was answered. */
  interface AnswerListener {
    /** An answer has come. */
    void answered(Answer answer);

    /** None will come. */
    void broken(Throwable why);
  }

  /**
   * An answer other than a stream.
   *
   * @param sentence the beginning of its body, without white space around it
   * @param location the header of that name
   */
  record Answer(int status, String sentence, Optional<String> location) {}
}
