package dev.firesteel.executor.run;

import dev.firesteel.api.config.Config;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import dev.firesteel.dataset.lineage.SourceNode;
import dev.firesteel.protocol.message.TaskInput;
import dev.firesteel.serialization.RecordSerializer;
import dev.firesteel.serialization.SplitWriter;
import java.io.IOException;
import java.util.List;

/** A source of ranges of numbers, for tests. */
final class Sources {
  private Sources() {}

  static SourceNode<Long, Range> numbers() {
    return new SourceNode<>(new DatasetId(3), new Ranges(), new PlanContext(Config.empty(), 1));
  }

  static byte[] input(int partition, long from, long to) throws IOException {
    SplitWriter out = new SplitWriter(new RecordSerializer(Sources.class.getClassLoader()));
    new Ranges().write(new Range(from, to), out);
    return TaskInput.encode(List.of(new TaskInput(0, partition, out.takeBytes())));
  }

  record Range(long from, long to) implements InputSplit {}

  static final class Ranges implements InputFormat<Long, Range> {
    @Override
    public List<Range> plan(PlanContext context) {
      return List.of();
    }

    @Override
    public void write(Range split, SplitOutput out) throws IOException {
      out.writeLong(split.from());
      out.writeRecord(split.to());
    }

    @Override
    public Range read(SplitInput in) throws IOException {
      return new Range(in.readLong(), (Long) in.readRecord());
    }

    @Override
    public Cursor<Long> open(Range split, ReadContext context) {
      long[] next = {split.from()};
      return sink -> {
        if (next[0] == split.to()) {
          return false;
        }
        context.bytesRead(8);
        sink.accept(next[0]++);
        return true;
      };
    }

    @Override
    public String describe() {
      return "ranges";
    }
  }
}
