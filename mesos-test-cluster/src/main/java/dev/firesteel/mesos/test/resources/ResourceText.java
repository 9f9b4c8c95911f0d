package dev.firesteel.mesos.test.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;
import org.jspecify.annotations.Nullable;

/**
 * Resources and attributes as in the flags of a Mesos agent: {@code
 * cpus:4;mem:4096;ports:[31000-32000];cpus(role):2} and {@code rack:r1;zone:a}. Sets are not known.
 */
public final class ResourceText {
  private static final Pattern RESOURCE =
      Pattern.compile("([^():;]+)(?:\\(([^()]+)\\))?:(\\[[^\\]]*\\]|[0-9.]+)");
  private static final Pattern ATTRIBUTE = Pattern.compile("([^:;]+):([^;]+)");

  private ResourceText() {}

  private static List<String> parts(String text) {
    return Stream.of(text.split(";")).map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  /**
   * Resources.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static List<Resource> resources(String text) {
    List<Resource> all = new ArrayList<>();
    for (String each : parts(text)) {
      Matcher match = RESOURCE.matcher(each);
      if (!match.matches()) {
        throw new IllegalArgumentException(
            "Not a resource: '" + each + "' (write cpus:4, cpus(role):4 or ports:[31000-32000])");
      }
      all.add(resource(match.group(1), match.group(2), match.group(3)));
    }
    return all;
  }

  private static Resource resource(String name, @Nullable String role, String value) {
    Resource.Builder resource = Resource.newBuilder().setName(name);
    if (value.startsWith("[")) {
      resource.setType(Value.Type.RANGES).setRanges(ranges(value));
    } else {
      resource
          .setType(Value.Type.SCALAR)
          .setScalar(Value.Scalar.newBuilder().setValue(Double.parseDouble(value)));
    }
    if (role != null && !role.equals("*")) {
      resource.addReservations(
          Resource.ReservationInfo.newBuilder()
              .setType(Resource.ReservationInfo.Type.STATIC)
              .setRole(role));
    }
    return resource.build();
  }

  private static Value.Ranges ranges(String text) {
    Value.Ranges.Builder ranges = Value.Ranges.newBuilder();
    for (String each : text.substring(1, text.length() - 1).split(",")) {
      String[] ends = each.strip().split("-");
      if (ends.length != 2) {
        throw new IllegalArgumentException(
            "Not a range: '" + each + "' (write [31000-31099,31200-31299])");
      }
      ranges.addRange(
          Value.Range.newBuilder()
              .setBegin(Long.parseLong(ends[0]))
              .setEnd(Long.parseLong(ends[1])));
    }
    return ranges.build();
  }

  /**
   * Attributes, of which all are texts.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static List<Attribute> attributes(String text) {
    List<Attribute> all = new ArrayList<>();
    for (String each : parts(text)) {
      Matcher match = ATTRIBUTE.matcher(each);
      if (!match.matches()) {
        throw new IllegalArgumentException("Not an attribute: '" + each + "' (write rack:r1)");
      }
      all.add(
          Attribute.newBuilder()
              .setName(match.group(1))
              .setType(Value.Type.TEXT)
              .setText(Value.Text.newBuilder().setValue(match.group(2)))
              .build());
    }
    return all;
  }
}
