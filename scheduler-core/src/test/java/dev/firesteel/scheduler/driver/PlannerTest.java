package dev.firesteel.scheduler.driver;

import static dev.firesteel.scheduler.driver.Lineages.count;
import static dev.firesteel.scheduler.driver.Lineages.kept;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.id.JobId;
import dev.firesteel.api.id.ProfileId;
import dev.firesteel.dataset.lineage.Dependency;
import dev.firesteel.dataset.lineage.Node;
import dev.firesteel.protocol.message.TaskInput;
import dev.firesteel.scheduler.plan.JobPlan;
import dev.firesteel.scheduler.plan.StageOutput;
import dev.firesteel.scheduler.plan.StagePlan;
import dev.firesteel.scheduler.plan.StagePlan.Kept;
import dev.firesteel.scheduler.plan.StagePlan.Parent;
import dev.firesteel.serialization.RecordSerializer;
import dev.firesteel.serialization.SplitWriter;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private final Lineages lineages = new Lineages();
  private final Programs programs = new Programs();
  private final Planner planner = new Planner(programs, new ProfileId("default"), 0);
  private int nextJob;

  private PlannedJob plan(Node<?> target) {
    return planner.plan(new JobId(nextJob++), count(target));
  }

  private List<StagePlan> stages(Node<?> target) {
    return plan(target).plan().stages();
  }

  @Test
  void aNarrowChainIsOneStage() {
    Node<?> target = lineages.map(lineages.map(lineages.source(3)));
    JobPlan plan = plan(target).plan();
    assertThat(plan.stages()).hasSize(1);
    StagePlan stage = plan.resultStage();
    assertThat(stage.output()).isEqualTo(new StageOutput.Result());
    assertThat(stage.partitions()).containsExactly(0, 1, 2);
    assertThat(stage.name()).isEqualTo("count at X.java:1");
    assertThat(stage.parents()).isEmpty();
  }

  @Test
  void aShuffleCutsAndParentsComeFirst() {
    var first = lineages.shuffle(lineages.map(lineages.source(3)), 2);
    var second = lineages.shuffle(lineages.read(first), 4);
    List<StagePlan> stages = stages(lineages.map(lineages.read(second)));
    assertThat(stages)
        .extracting(StagePlan::output)
        .containsExactly(
            new StageOutput.Shuffle(first.id(), 2),
            new StageOutput.Shuffle(second.id(), 4),
            new StageOutput.Result());
    assertThat(stages.get(0).partitions()).hasSize(3);
    assertThat(stages.get(1).partitions()).hasSize(2);
    assertThat(stages.get(1).parents()).containsExactly(new Parent(first.id(), List.of()));
    assertThat(stages.get(2).parents()).containsExactly(new Parent(second.id(), List.of()));
  }

  @Test
  void aDiamondOverOneShuffleHasItsStageOnce() {
    var shuffle = lineages.shuffle(lineages.source(2), 2);
    Node<?> base = lineages.read(shuffle);
    List<StagePlan> stages = stages(lineages.zip(lineages.map(base), lineages.map(base)));
    assertThat(stages).hasSize(2);
    assertThat(stages.get(1).parents()).containsExactly(new Parent(shuffle.id(), List.of()));
  }

  @Test
  void aJoinReadsTwoShufflesOrOneWhereASideIsCoPartitioned() {
    var left = lineages.shuffle(lineages.source(2), 2);
    var right = lineages.shuffle(lineages.source(3), 2);
    assertThat(stages(lineages.read(left, right)).get(2).parents())
        .extracting(Parent::shuffle)
        .containsExactly(left.id(), right.id());

    Node<?> partitioned = lineages.read(left);
    Node<?> joined = lineages.of(2, Dependency.Narrow.oneToOne(partitioned), right);
    List<StagePlan> stages = stages(joined);
    assertThat(stages).hasSize(3);
    assertThat(stages.get(2).parents())
        .extracting(Parent::shuffle)
        .containsExactlyInAnyOrder(left.id(), right.id());
  }

  @Test
  void aSharedShuffleKeepsItsStageAndProgramInALaterJob() {
    var shuffle = lineages.shuffle(lineages.source(2), 2);
    StagePlan first = stages(lineages.read(shuffle)).get(0);
    StagePlan second = stages(lineages.map(lineages.read(shuffle))).get(0);
    assertThat(second.stage()).isEqualTo(first.stage());
    assertThat(second.program()).isEqualTo(first.program());
  }

  @Test
  void aShuffleWhoseLineageIsPersistedSinceGetsANewProgramAndKeepsItsStage() {
    Node<dev.firesteel.dataset.Pair<String, Integer>> base = lineages.map(lineages.source(2));
    var shuffle = lineages.shuffle(base, 2);
    StagePlan before = stages(lineages.read(shuffle)).get(0);
    kept(base);
    StagePlan after = stages(lineages.read(shuffle)).get(0);
    assertThat(after.stage()).isEqualTo(before.stage());
    assertThat(after.program()).isNotEqualTo(before.program());
    assertThat(after.persisted())
        .extracting(StagePlan.Persisted::dataset)
        .containsExactly(base.id());
  }

  @Test
  void persistedDatasetsAreNamedNearestFirstAndOnlyWhilePartitionsHaveTheSameNumbers() {
    Node<?> far = kept(lineages.map(lineages.source(4)));
    Node<?> folded = kept(lineages.coalesce(far, 2));
    Node<?> near = kept(lineages.map(folded));
    assertThat(stages(lineages.map(near)).get(0).persisted())
        .extracting(StagePlan.Persisted::dataset)
        .containsExactly(near.id(), folded.id());
  }

  @Test
  void persistedDatasetsBehindSeveralParentsAreNamedNearestFirstAndOnce() {
    Node<?> base = kept(lineages.source(4));
    Node<?> left = lineages.map(base);
    Node<?> right = kept(lineages.map(base));
    assertThat(stages(lineages.zip(left, right)).get(0).persisted())
        .extracting(StagePlan.Persisted::dataset)
        .containsExactly(right.id(), base.id());
  }

  @Test
  void aPersistedDatasetOnTheWayClosesThatWayWhenKept() {
    var shuffle = lineages.shuffle(lineages.source(2), 5);
    Node<?> read = kept(lineages.read(shuffle));
    assertThat(stages(lineages.map(read)).get(1).parents())
        .containsExactly(new Parent(shuffle.id(), List.of(new Kept(read.id(), 5))));
  }

  @Test
  void eachWayToAShuffleIsNamedUnlessAnotherIsAlwaysOpenBeforeIt() {
    var shuffle = lineages.shuffle(lineages.source(2), 2);
    Node<?> base = lineages.read(shuffle);
    Node<?> left = kept(lineages.map(base));
    Node<?> right = kept(lineages.map(base));
    assertThat(stages(lineages.zip(left, right)).get(1).parents())
        .containsExactlyInAnyOrder(
            new Parent(shuffle.id(), List.of(new Kept(left.id(), 2))),
            new Parent(shuffle.id(), List.of(new Kept(right.id(), 2))));
    assertThat(stages(lineages.zip(left, base)).get(1).parents())
        .containsExactly(new Parent(shuffle.id(), List.of()));
  }

  @Test
  void manyPersistedDiamondsDoNotExplode() {
    var shuffle = lineages.shuffle(lineages.source(2), 2);
    Node<?> node = lineages.read(shuffle);
    for (int i = 0; i < 60; i++) {
      node = lineages.zip(kept(lineages.map(node)), kept(lineages.map(node)));
    }
    assertThat(StageScan.of(node).parents()).isNotEmpty().hasSizeLessThan(20);
  }

  @Test
  void aUnionPrefersTheHostsOfTheSideThatAPartitionComesFrom() {
    Node<?> union = lineages.union(lineages.map(lineages.source(2)), lineages.source(3));
    StagePlan stage = stages(union).get(0);
    assertThat(stage.partitions()).hasSize(5);
    assertThat(stage.preferences().hosts(1).hosts())
        .extracting(Object::toString)
        .containsExactly("h-1");
    assertThat(stage.preferences().hosts(4).hosts())
        .extracting(Object::toString)
        .containsExactly("h-2");
  }

  @Test
  void aTaskGetsTheSplitsOfAllPartitionsItReadsByTheNumbersOfItsSources() {
    Node<?> left = lineages.source(4);
    Node<?> right = lineages.source(2);
    PlannedJob job = plan(lineages.zip(lineages.coalesce(left, 2), right));
    StageLineage lineage = job.stages().get(0);
    SplitWriter writer = new SplitWriter(new RecordSerializer(getClass().getClassLoader()));
    List<TaskInput> inputs = TaskInput.decode(lineage.input(1, writer));
    assertThat(inputs)
        .extracting(input -> input.source() + ":" + input.partition() + ":" + input.split()[3])
        .containsExactly("0:2:2", "0:3:3", "1:1:1");
  }

  @Test
  void equalJobsHaveOneProgramAndDifferentInputs() {
    StagePlan first = stages(lineages.map(lineages.source(2))).get(0);
    StagePlan second = stages(lineages.map(lineages.source(3))).get(0);
    assertThat(second.program()).isNotEqualTo(first.program()); // the format differs
    StagePlan third = stages(lineages.map(lineages.source(2))).get(0);
    assertThat(third.program()).isEqualTo(first.program());
    assertThat(third.stage()).isNotEqualTo(first.stage());
  }

  @Test
  void refusesPartitionsThatDoNotExistOrAreNamedTwice() {
    Node<?> target = lineages.source(2);
    assertThatThrownBy(() -> planner.plan(new JobId(0), count(target, List.of(0, 2))))
        .isInstanceOf(FiresteelException.class)
        .hasMessage("Cannot run count at X.java:1: there is no partition 2 (the dataset has 2)");
    assertThatThrownBy(() -> planner.plan(new JobId(0), count(target, List.of(1, 1))))
        .hasMessageContaining("partition 1 is asked for twice");
  }

  @Test
  void plansALineageOfTenThousandNarrowSteps() {
    Node<?> node = lineages.source(2);
    for (int i = 0; i < 10_000; i++) {
      node = lineages.map(node);
    }
    PlannedJob job = plan(node);
    assertThat(job.plan().stages()).hasSize(1);
    assertThat(job.plan().resultStage().preferences().hosts(1).hosts()).hasSize(1);
  }

  @Test
  void plansALineageOfTenThousandShuffles() {
    Node<dev.firesteel.dataset.Pair<String, Integer>> node = lineages.source(2);
    for (int i = 0; i < 10_000; i++) {
      node = lineages.read(lineages.shuffle(node, 1));
    }
    assertThat(stages(node)).hasSize(10_001);
  }

  @Test
  void aForgottenShuffleIsPlannedAnewIfItIsNamedAgain() {
    var shuffle = lineages.shuffle(lineages.source(2), 2);
    StagePlan before = stages(lineages.read(shuffle)).get(0);
    planner.forget(shuffle.id());
    StagePlan after = stages(lineages.read(shuffle)).get(0);
    assertThat(after.stage()).isNotEqualTo(before.stage());
  }

  @Test
  void aJobThatPersistsItsLineageWhileAnotherIsPlannedDisturbsNoneOfThem() {
    Node<dev.firesteel.dataset.Pair<String, Integer>> base = lineages.map(lineages.source(2));
    var shuffle = lineages.shuffle(base, 2);
    StagePlan before = stages(lineages.read(shuffle)).get(0);
    List<StagePlan> meanwhile = new ArrayList<>();
    Hook other =
        new Hook(
            () -> {
              if (meanwhile.isEmpty()) {
                kept(base);
                meanwhile.addAll(stages(lineages.read(shuffle)));
              }
            });
    List<StagePlan> disturbed =
        stages(new Lineages.Step(new DatasetId(99), 2, List.of(shuffle), List.of(shuffle, other)));
    assertThat(meanwhile).hasSize(2);
    assertThat(disturbed.get(0).stage()).isEqualTo(before.stage());
    assertThat(disturbed.get(0).program()).isEqualTo(meanwhile.get(0).program());
  }

  /** Does something when it is serialized, that is while a job is planned. */
  private static final class Hook implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Runnable run;

    Hook(Runnable run) {
      this.run = run;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
      run.run();
      out.defaultWriteObject();
    }
  }
}
