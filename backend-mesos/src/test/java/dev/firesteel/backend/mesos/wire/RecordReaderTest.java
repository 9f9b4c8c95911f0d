package dev.firesteel.backend.mesos.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.scheduler.Protos.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  @ParameterizedTest
  @ValueSource(strings = {"\n", "x", "-1\n", "5 \n", "5\r\n", " 5\n", "12345678901\n", "<html>"})
  void refusesWhatIsNoLength(String stream) {
    assertThatThrownBy(() -> all(stream.getBytes(StandardCharsets.US_ASCII), 100))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("where digits and a newline are expected");
  }

  @Test
  void refusesARecordBeyondTheLimit() throws Exception {
    assertThat(all("5\nabcde".getBytes(StandardCharsets.US_ASCII), 5)).containsExactly("abcde");
    assertThatThrownBy(() -> all("9999999999\n".getBytes(StandardCharsets.US_ASCII), 5))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessage("a record of 9999999999 bytes is longer than the limit of 5");
  }

  @Test
  void givesEmptyRecordsToo() throws Exception {
    assertThat(all("0\n2\nab0\n".getBytes(StandardCharsets.US_ASCII), 5))
        .containsExactly("", "ab", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2\n", "2\na"})
  void knowsThatAStreamIsCutWithinARecord(String stream) throws Exception {
    RecordReader reader = new RecordReader(5);
    assertThat(reader.cut()).isFalse();
    assertThat(reader.read(ByteBuffer.wrap(stream.getBytes(StandardCharsets.US_ASCII)))).isEmpty();
    assertThat(reader.cut()).isTrue();
    reader = new RecordReader(5);
    reader.read(ByteBuffer.wrap("2\nab".getBytes(StandardCharsets.US_ASCII)));
    assertThat(reader.cut()).isFalse();
  }

  static List<String> streams() throws Exception {
    return Recorded.files(".recordio.bin");
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsEachRecordedStreamAsItsTimelineTells(String file) throws Exception {
    byte[] stream = Recorded.bytes(file);
    assertThat(events(stream, stream.length)).isEqualTo(timeline(file));
    assertThat(events(stream, 1)).isEqualTo(timeline(file));
    assertThat(events(stream, 7)).isEqualTo(timeline(file));
  }

  private static List<String> events(byte[] stream, int piece) throws Exception {
    RecordReader reader = new RecordReader(1 << 20);
    List<String> events = new ArrayList<>();
    for (int at = 0; at < stream.length; at += piece) {
      ByteBuffer some = ByteBuffer.wrap(stream, at, Math.min(piece, stream.length - at));
      for (Optional<byte[]> each = reader.read(some); each.isPresent(); each = reader.read(some)) {
        Event event = Event.parseFrom(each.get());
        events.add(event.getType() + " (" + each.get().length + " B)");
      }
    }
    assertThat(reader.cut()).isFalse();
    return events;
  }

  /** The events that the timeline has of the stream. */
  private static List<String> timeline(String file) throws Exception {
    Path path = Path.of(file);
    String stream = path.getFileName().toString().replace(".response.recordio.bin", "");
    String text =
        new String(Recorded.bytes(path.getParent() + "/timeline.txt"), StandardCharsets.UTF_8);
    String mark = "<-- " + stream + " event ";
    return text.lines()
        .filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + mark.length()))
        .toList();
  }

  private static List<String> all(byte[] stream, int limit) throws Exception {
    RecordReader reader = new RecordReader(limit);
    ByteBuffer bytes = ByteBuffer.wrap(stream);
    List<String> records = new ArrayList<>();
    for (Optional<byte[]> r = reader.read(bytes); r.isPresent(); r = reader.read(bytes)) {
      records.add(new String(r.get(), StandardCharsets.US_ASCII));
    }
    return records;
  }
}
