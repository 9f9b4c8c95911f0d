package dev.firesteel.backend.yarn.rm;

import dev.firesteel.api.resource.Resources;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceInformation;
import org.apache.hadoop.yarn.util.resource.ResourceUtils;

/** Amounts of resources in our terms and in YARN's. */
public final class Amounts {
  private Amounts() {}

  /** In our terms. */
  public static Resources of(Resource amount) {
    TreeMap<String, Long> extra = new TreeMap<>();
    for (ResourceInformation each : amount.getResources()) {
      boolean standard =
          each.getName().equals(ResourceInformation.MEMORY_URI)
              || each.getName().equals(ResourceInformation.VCORES_URI);
      if (!standard && each.getValue() > 0) {
        extra.put(each.getName(), each.getValue());
      }
    }
    return new Resources(amount.getVirtualCores(), amount.getMemorySize(), extra);
  }

  /** In YARN's terms; names that this JVM's Hadoop does not know are left out. */
  public static Resource of(Resources amount) {
    Resource resource = Resource.newInstance(amount.memoryMiB(), amount.cores());
    amount
        .extra()
        .forEach(
            (name, value) -> {
              if (ResourceUtils.getResourceTypes().containsKey(name)) {
                resource.setResourceValue(name, value);
              }
            });
    return resource;
  }
}
