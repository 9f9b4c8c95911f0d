package dev.firesteel.mesos.test.master;

import dev.firesteel.mesos.test.resources.Resources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/** A framework as the master knows it: subscribed, or awaited. */
final class Framework {
  private final String id;
  private final long registeredAt;
  private final Map<String, MasterTask> tasks = new LinkedHashMap<>();
  private final List<MasterTask> completed = new ArrayList<>();
  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final Set<String> rescinded = new LinkedHashSet<>();
  private final Set<String> suppressed = new LinkedHashSet<>();
  private final Map<String, List<Filter>> filters = new LinkedHashMap<>();
  private final OfferCount count = new OfferCount();
  private FrameworkInfo info;
  private Optional<String> principal = Optional.empty();
  private Optional<String> streamId = Optional.empty();
  private OptionalLong nextHeartbeat = OptionalLong.empty();
  private OptionalLong removeAt = OptionalLong.empty();

  Framework(String id, FrameworkInfo info, long now) {
    this.id = id;
    this.info = info;
    this.registeredAt = now;
  }

  String id() {
    return id;
  }

  long registeredAt() {
    return registeredAt;
  }

  FrameworkInfo info() {
    return info;
  }

  void info(FrameworkInfo changed) {
    info = changed;
    suppressed.retainAll(roles());
  }

  Optional<String> principal() {
    return principal;
  }

  Optional<String> streamId() {
    return streamId;
  }

  boolean connected() {
    return streamId.isPresent();
  }

  void connect(String stream, Optional<String> as, long heartbeat) {
    streamId = Optional.of(stream);
    principal = as;
    nextHeartbeat = OptionalLong.of(heartbeat);
    removeAt = OptionalLong.empty();
    filters.clear();
  }

  void disconnect(long removal) {
    streamId = Optional.empty();
    nextHeartbeat = OptionalLong.empty();
    removeAt = OptionalLong.of(removal);
  }

  OptionalLong nextHeartbeat() {
    return nextHeartbeat;
  }

  void nextHeartbeat(long at) {
    nextHeartbeat = OptionalLong.of(at);
  }

  OptionalLong removeAt() {
    return removeAt;
  }

  Map<String, MasterTask> tasks() {
    return tasks;
  }

  List<MasterTask> completed() {
    return completed;
  }

  Map<String, Offer> offers() {
    return offers;
  }

  OfferCount count() {
    return count;
  }

  /** Offers that the master took back: a call may still name one, having crossed the RESCIND. */
  Set<String> rescinded() {
    return rescinded;
  }

  Set<String> suppressed() {
    return suppressed;
  }

  void refuse(Filter filter) {
    filters.computeIfAbsent(filter.agentId(), id -> new ArrayList<>()).add(filter);
  }

  void forget(long expiredAt) {
    filters.values().forEach(each -> each.removeIf(filter -> filter.until() <= expiredAt));
    filters.values().removeIf(List::isEmpty);
  }

  /** Forgets what it refused for these roles. */
  void revive(Set<String> roles) {
    filters.values().forEach(each -> each.removeIf(filter -> roles.contains(filter.role())));
    suppressed.removeAll(roles);
  }

  boolean refuses(String role, String agentId, Resources offered) {
    return filters.getOrDefault(agentId, List.of()).stream()
        .anyMatch(each -> each.refuses(role, offered));
  }

  @SuppressWarnings("deprecation") // single roles are still spoken
  Set<String> roles() {
    if (can(Capability.Type.MULTI_ROLE)) {
      return new LinkedHashSet<>(info.getRolesList());
    }
    return Set.of(info.hasRole() ? info.getRole() : "*");
  }

  boolean can(Capability.Type capability) {
    return info.getCapabilitiesList().stream().anyMatch(each -> each.getType() == capability);
  }
}
