package dev.firesteel.mesos.test.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Value;

/** Sets of whole numbers, as intervals in order, none touching another. */
record Ranges(List<Range> ranges) {
  record Range(long begin, long end) {}

  Ranges {
    ranges = List.copyOf(ranges);
  }

  static Ranges of(Value.Ranges value) {
    Ranges all = new Ranges(List.of());
    for (Value.Range range : value.getRangeList()) {
      all = all.plus(new Ranges(List.of(new Range(range.getBegin(), range.getEnd()))));
    }
    return all;
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  Ranges plus(Ranges more) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.addAll(more.ranges);
    sorted.sort((a, b) -> Long.compare(a.begin, b.begin));
    List<Range> joined = new ArrayList<>();
    for (Range next : sorted) {
      Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && next.begin <= last.end + 1) {
        joined.set(joined.size() - 1, new Range(last.begin, Math.max(last.end, next.end)));
      } else {
        joined.add(next);
      }
    }
    return new Ranges(joined);
  }

  Ranges minus(Ranges less) {
    List<Range> rest = ranges;
    for (Range cut : less.ranges) {
      List<Range> next = new ArrayList<>();
      for (Range range : rest) {
        if (cut.end < range.begin || cut.begin > range.end) {
          next.add(range);
          continue;
        }
        if (range.begin < cut.begin) {
          next.add(new Range(range.begin, cut.begin - 1));
        }
        if (cut.end < range.end) {
          next.add(new Range(cut.end + 1, range.end));
        }
      }
      rest = next;
    }
    return new Ranges(rest);
  }

  boolean contains(Ranges part) {
    return part.minus(this).isEmpty();
  }

  Value.Ranges value() {
    Value.Ranges.Builder value = Value.Ranges.newBuilder();
    for (Range range : ranges) {
      value.addRange(Value.Range.newBuilder().setBegin(range.begin).setEnd(range.end));
    }
    return value.build();
  }

  @Override
  public String toString() {
    return ranges.stream()
        .map(range -> range.begin + "-" + range.end)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
