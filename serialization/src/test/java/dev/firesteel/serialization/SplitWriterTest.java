package dev.firesteel.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SplitWriterTest {
  private final RecordSerializer serializer =
      new RecordSerializer(SplitWriterTest.class.getClassLoader());

  @Test
  void numbersTextsAndRecordsComeBackInTheirOrder() throws IOException {
    try (SplitWriter writer = new SplitWriter(serializer)) {
      writer.writeLong(7);
      writer.writeRecord("seven");
      writer.writeUTF("file:/in");
      writer.writeRecord(null);
      writer.writeRecord(List.of(1, 2));
      try (SplitReader reader = new SplitReader(writer.takeBytes(), serializer)) {
        assertThat(reader.readLong()).isEqualTo(7);
        assertThat(reader.readRecord()).isEqualTo("seven");
        assertThat(reader.readUTF()).isEqualTo("file:/in");
        assertThat(reader.readRecord()).isNull();
        assertThat(reader.readRecord()).isEqualTo(List.of(1, 2));
        assertThat(reader.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void eachTakeHasOnlyWhatWasWrittenSinceTheLast() throws IOException {
    try (SplitWriter writer = new SplitWriter(serializer)) {
      writer.writeInt(1);
      writer.takeBytes();
      writer.writeByte(2);
      assertThat(writer.takeBytes()).containsExactly(2);
    }
  }
}
