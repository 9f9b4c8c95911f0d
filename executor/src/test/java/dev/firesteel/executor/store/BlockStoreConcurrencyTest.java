package dev.firesteel.executor.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firesteel.api.id.DatasetId;
import dev.firesteel.api.split.Cursor;
import dev.firesteel.dataset.StorageLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BlockStoreConcurrencyTest extends BlockStoreFixture {
  @Test
  void tasksThatWantTheSameWaitForOneToComputeIt() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<FutureTask<Integer>> tasks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      FutureTask<Integer> work = new FutureTask<>(() -> slowRead(go));
      tasks.add(work);
      threads.add(new Thread(work));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        assertThat(thread.isAlive()).isTrue();
        Thread.onSpinWait();
      }
    }
    go.countDown();
    for (FutureTask<Integer> work : tasks) {
      assertThat(work.get(60, TimeUnit.SECONDS)).isEqualTo(100);
    }
    assertThat(computed.get()).isEqualTo(1);
  }

  @Test
  void waitsForMemoryAndForPartitionsDoNotGoInCircles() throws Exception {
    CountDownLatch computing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    FutureTask<Long> owner =
        new FutureTask<>(
            () -> {
              try (Task task = task()) {
                AtomicLong granted = new AtomicLong();
                task.session
                    .cached(
                        DATASET,
                        0,
                        StorageLevel.MEMORY,
                        () -> {
                          computing.countDown();
                          go.await();
                          granted.set(task.share.reserve(1 << 20));
                          return numbers(10);
                        })
                    .close();
                return granted.get();
              }
            });
    new Thread(owner).start();
    computing.await();
    FutureTask<List<Long>> user =
        new FutureTask<>(
            () -> {
              try (Task task = task()) {
                assertThat(task.share.reserve(1 << 20)).isEqualTo(1 << 20);
                return task.read(DATASET, 0, StorageLevel.MEMORY, 10);
              }
            });
    Thread thread = new Thread(user);
    thread.start();
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    go.countDown();
    assertThat(owner.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(user.get(60, TimeUnit.SECONDS)).isEqualTo(expected(10));
  }

  private int slowRead(CountDownLatch go) throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (Task task = task();
        Cursor<Long> cursor =
            task.session.cached(
                DATASET,
                0,
                StorageLevel.MEMORY,
                () -> {
                  go.await();
                  return numbers(100);
                })) {
      cursor.forEachRemaining(n -> count.incrementAndGet());
    }
    return count.get();
  }

  @Test
  void aSinkThatIsDoneStopsReading() throws Exception {
    keep(DATASET, 0, StorageLevel.MEMORY);
    List<Long> read = new ArrayList<>();
    try (Task task = task();
        Cursor<Long> cursor =
            task.session.cached(DATASET, 0, StorageLevel.MEMORY, () -> numbers(1))) {
      cursor.forEachRemaining(
          new dev.firesteel.api.split.Sink<Long>() {
            @Override
            public void accept(Long element) {
              read.add(element);
            }

            @Override
            public boolean done() {
              return read.size() == 3;
            }
          });
    }
    assertThat(read).isEqualTo(expected(3));
  }

  @Test
  void underContentionNothingIsLostAndAllMemoryComesBack() throws Exception {
    withMemory(700 << 10);
    List<FutureTask<Void>> users = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Random random = new Random(i);
      FutureTask<Void> user =
          new FutureTask<>(
              () -> {
                for (int n = 0; n < 80; n++) {
                  useAtRandom(random);
                }
                return null;
              });
      users.add(user);
      new Thread(user).start();
    }
    for (FutureTask<Void> user : users) {
      user.get(4, TimeUnit.MINUTES);
    }
    assertThat(budget.executionUsed()).isZero();
    store.forget(DATASET);
    store.forget(OTHER);
    for (int i = 3; i < 8; i++) {
      store.forget(new DatasetId(i));
    }
    assertThat(budget.storageUsed()).isZero();
  }

  private void useAtRandom(Random random) throws Exception {
    int dataset = random.nextInt(1, 8);
    int partition = random.nextInt(3);
    if (random.nextInt(30) == 0) {
      store.forget(new DatasetId(dataset));
    }
    try (Task task = task()) {
      if (random.nextBoolean()) {
        task.share.reserve(random.nextInt(1, 200 << 10));
      }
      int size = dataset * 1000;
      StorageLevel level = StorageLevel.values()[1 + dataset % 5];
      assertThat(task.read(new DatasetId(dataset), partition, level, size))
          .isEqualTo(expected(size));
    }
  }
}
