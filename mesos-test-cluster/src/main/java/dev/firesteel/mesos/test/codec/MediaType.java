package dev.firesteel.mesos.test.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.mesos.protobuf.InvalidProtocolBufferException;
import org.apache.mesos.protobuf.Message;

/** What calls and events may be written in. */
public enum MediaType {
  /** JSON. */
  JSON("application/json") {
    @Override
    public byte[] encode(Message message) {
      return JsonWriter.write(message).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void decode(byte[] body, Message.Builder into) throws MalformedException {
      JsonReader.read(new String(body, StandardCharsets.UTF_8), into);
    }
  },

  /** Protobuf. */
  PROTOBUF("application/x-protobuf") {
    @Override
    public byte[] encode(Message message) {
      return message.toByteArray();
    }

    @Override
    public void decode(byte[] body, Message.Builder into) throws MalformedException {
      try {
        into.mergeFrom(body);
      } catch (InvalidProtocolBufferException e) {
        throw new MalformedException("Failed to parse body into Call protobuf", e);
      }
      if (!into.isInitialized()) {
        throw new MalformedException("Failed to parse body into Call protobuf");
      }
    }
  };

  private final String type;

  MediaType(String type) {
    this.type = type;
  }

  /** As in a header. */
  public String type() {
    return type;
  }

  /** A message as bytes. */
  public abstract byte[] encode(Message message);

  /**
   * Reads a message.
   *
   * @throws MalformedException with the sentence of a master
   */
  public abstract void decode(byte[] body, Message.Builder into) throws MalformedException;

  /** The type of a body; parameters such as a charset are not taken. */
  public static Optional<MediaType> ofContentType(String header) {
    return Stream.of(values()).filter(each -> each.type.equals(header)).findFirst();
  }

  /** The type of an answer: JSON if that is accepted at all. */
  public static Optional<MediaType> accepted(Optional<String> header) {
    List<String> ranges =
        header.isEmpty()
            ? List.of("*/*")
            : Arrays.stream(header.get().split(","))
                .map(each -> each.split(";")[0].strip())
                .toList();
    return Stream.of(values())
        .filter(
            each ->
                ranges.contains(each.type)
                    || ranges.contains("*/*")
                    || ranges.contains("application/*"))
        .findFirst();
  }
}
