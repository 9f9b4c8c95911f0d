package dev.firesteel.simulation.cluster;

import dev.firesteel.api.backend.ExecutorLaunch;
import dev.firesteel.api.backend.InProcessExecutors;
import dev.firesteel.api.backend.LossCause;
import dev.firesteel.api.backend.RecoveredExecutor;
import dev.firesteel.api.id.ExecutorId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.api.topology.HostName;
import dev.firesteel.api.topology.Placement;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The executors that a backend started or is about to start. */
final class Fleet {
  private final Map<ExecutorId, Member> members = new LinkedHashMap<>();
  private final Set<ExecutorId> used = new HashSet<>();

  /** One of them. */
  static final class Member {
    final ExecutorLaunch launch;
    final Placement at;
    InProcessExecutors.@Nullable Running running;

    /** Why it is to end, if somebody said. */
    @Nullable LossCause cause;

    Member(ExecutorLaunch launch, Placement at) {
      this.launch = launch;
      this.at = at;
    }
  }

  /** Whether an id is new. */
  boolean use(ExecutorId id) {
    return used.add(id);
  }

  Member add(ExecutorLaunch launch, Placement at) {
    Member member = new Member(launch, at);
    used.add(launch.executor());
    members.put(launch.executor(), member);
    return member;
  }

  void remove(Member member) {
    members.remove(member.launch.executor());
  }

  Optional<Member> find(ExecutorId id) {
    return Optional.ofNullable(members.get(id));
  }

  Collection<Member> all() {
    return members.values();
  }

  List<Member> on(HostName host) {
    return members.values().stream().filter(m -> m.at.host().equals(host)).toList();
  }

  long of(ProfileId profile) {
    return members.values().stream().filter(m -> m.launch.profile().id().equals(profile)).count();
  }

  /** Those that run. */
  Set<RecoveredExecutor> survivors() {
    Set<RecoveredExecutor> survivors = new LinkedHashSet<>();
    for (Member member : members.values()) {
      if (member.running != null && member.cause == null) {
        survivors.add(
            new RecoveredExecutor(
                member.launch.executor(), member.launch.profile().id(), member.at));
      }
    }
    return survivors;
  }
}
