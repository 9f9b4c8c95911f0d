package dev.firesteel.dataset.keyed;

import dev.firesteel.dataset.lineage.Aggregator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of a key from several sides, a list for each.
 *
 * @param sides number of sides
 * @param kept values kept of each side's; further ones are dropped
 */
public record CoGroup(int sides, int[] kept) implements Aggregator<CoGroup.Sided, List<Object>[]> {
  /**
   * A value and its side.
   *
   * @param side the side's number
   * @param value the value
   */
  public record Sided(int side, @Nullable Object value) {}

  /** Two sides, of which all values are kept. */
  public static CoGroup ofTwo() {
    return new CoGroup(2, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE});
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public List<Object>[] create(Sided value) {
    List<Object>[] groups = new List[sides];
    for (int i = 0; i < sides; i++) {
      groups[i] = new ArrayList<>(1);
    }
    return merge(groups, value);
  }

  @Override
  @SuppressWarnings("NullAway")
  public List<Object>[] merge(List<Object>[] groups, Sided value) {
    List<Object> group = groups[value.side];
    if (group.size() < kept[value.side]) {
      group.add(value.value);
    }
    return groups;
  }

  @Override
  public List<Object>[] combine(List<Object>[] first, List<Object>[] second) {
    for (int i = 0; i < sides; i++) {
      int room = Math.min(second[i].size(), kept[i] - first[i].size());
      first[i].addAll(second[i].subList(0, room));
    }
    return first;
  }
}
