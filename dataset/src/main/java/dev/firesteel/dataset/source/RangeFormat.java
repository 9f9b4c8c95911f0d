package dev.firesteel.dataset.source;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.api.split.InputFormat;
import dev.firesteel.api.split.InputSplit;
import dev.firesteel.api.split.PlanContext;
import dev.firesteel.api.split.ReadContext;
import dev.firesteel.api.split.Sink;
import dev.firesteel.api.split.SplitInput;
import dev.firesteel.api.split.SplitOutput;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Whole numbers at equal distances, made where they are read. */
public final class RangeFormat implements InputFormat<Long, RangeFormat.Part> {
  private static final long serialVersionUID = 1L;

  private final transient long start;
  private final transient long count;
  private final transient long step;
  private final transient int parts;

  /** From {@code start} to before {@code end}. */
  public RangeFormat(long start, long end, long step, int parts) {
    if (step == 0) {
      throw new IllegalArgumentException("Cannot make a range: its step is 0 (use 1 or -1)");
    }
    this.start = start;
    this.step = step;
    this.count = count(start, end, step);
    this.parts = parts;
  }

  private static long count(long start, long end, long step) {
    if (step > 0 ? start >= end : start <= end) {
      return 0;
    }
    BigInteger distance = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start)).abs();
    BigInteger width = BigInteger.valueOf(step).abs();
    return distance.add(width).subtract(BigInteger.ONE).divide(width).longValueExact();
  }

  /**
   * A part of a range.
   *
   * @param first its first number
   * @param count how many numbers
   * @param step from one to the next
   */
  public record Part(long first, long count, long step) implements InputSplit {}

  @Override
  public List<Part> plan(PlanContext context) {
    List<Part> cut = new ArrayList<>(parts);
    long from = 0;
    for (int i = 0; i < parts; i++) {
      long size = count / parts + (i < count % parts ? 1 : 0);
      cut.add(new Part(start + from * step, size, step));
      from += size;
    }
    return cut;
  }

  @Override
  public void write(Part split, SplitOutput out) throws IOException {
    out.writeLong(split.first);
    out.writeLong(split.count);
    out.writeLong(split.step);
  }

  @Override
  public Part read(SplitInput in) throws IOException {
    return new Part(in.readLong(), in.readLong(), in.readLong());
  }

  @Override
  public Cursor<Long> open(Part split, ReadContext context) {
    return new PartCursor(split, context);
  }

  @Override
  public String describe() {
    return "range";
  }

  private static final class PartCursor implements Cursor<Long> {
    private static final int LOOK = 1 << 8;
    private final ReadContext context;
    private final long step;
    private long next;
    private long left;

    PartCursor(Part part, ReadContext context) {
      this.context = context;
      this.step = part.step;
      this.next = part.first;
      this.left = part.count;
    }

    @Override
    public boolean advance(Sink<? super Long> sink) throws Exception {
      if (left == 0) {
        return false;
      }
      left--;
      long number = next;
      next += step;
      sink.acceptLong(number);
      return true;
    }

    @Override
    public void forEachRemaining(Sink<? super Long> sink) throws Exception {
      while (left > 0) {
        if (context.cancelled()) {
          throw new FiresteelException(ErrorCategory.CANCELLED, "the task was cancelled");
        }
        for (int i = 0; i < LOOK && left > 0; i++) {
          if (sink.done()) {
            return;
          }
          advance(sink);
        }
      }
    }

    @Override
    public long count() {
      long passed = left;
      left = 0;
      return passed;
    }
  }
}
