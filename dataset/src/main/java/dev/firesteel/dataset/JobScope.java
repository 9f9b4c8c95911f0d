package dev.firesteel.dataset;

import dev.firesteel.dataset.lineage.Engine;
import dev.firesteel.dataset.lineage.JobOptions;
import java.time.Duration;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a thread wants of the jobs that it starts from now on: their group, tags, pool and time-out.
 * Each thread has its own; new threads want nothing special. All jobs of an asynchronous action
 * have what the thread that started it wanted then.
 */
public abstract sealed class JobScope permits SessionFiles {
  @SuppressWarnings("ThreadLocalUsage") // of a thread and a session; sessions are few
  private final ThreadLocal<@Nullable JobOptions> options = new ThreadLocal<>();

  JobScope() {}

  abstract Engine engine(String purpose);

  /** Puts the jobs that this thread starts from now on into a group. */
  public void jobGroup(String name) {
    options.set(jobOptions().withGroup(named("job group", name)));
  }

  /** Puts the jobs that this thread starts from now on into no group. */
  public void clearJobGroup() {
    options.set(jobOptions().withGroup(null));
  }

  /**
   * Cancels all running jobs of a group, whichever thread started them. Their actions fail with
   * category {@code CANCELLED}.
   */
  public void cancelJobGroup(String name) {
    engine("cancel a job group").cancelGroup(name, "its group " + name + " was cancelled");
  }

  /** Gives the jobs that this thread starts from now on these tags and no others. */
  public void jobTags(String... tags) {
    TreeSet<String> all = new TreeSet<>();
    for (String tag : tags) {
      all.add(named("job tag", tag));
    }
    options.set(jobOptions().withTags(all));
  }

  /** Gives the jobs that this thread starts from now on one tag more. */
  public void addJobTag(String tag) {
    TreeSet<String> all = new TreeSet<>(jobOptions().tags());
    all.add(named("job tag", tag));
    options.set(jobOptions().withTags(all));
  }

  /** Gives the jobs that this thread starts from now on no tags. */
  public void clearJobTags() {
    options.set(jobOptions().withTags(new TreeSet<>()));
  }

  /**
   * Cancels all running jobs that have a tag, whichever thread started them. Their actions fail
   * with category {@code CANCELLED}.
   */
  public void cancelJobsWithTag(String tag) {
    engine("cancel jobs").cancelTag(tag, "jobs with tag " + tag + " were cancelled");
  }

  /**
   * Gives the jobs that this thread starts from now on a share of a pool's slots. It matters with
   * {@code firesteel.scheduler.mode=fair} only; settings say the pool's weight and minimum share.
   */
  public void pool(String name) {
    options.set(jobOptions().withPool(named("pool", name)));
  }

  /** Gives the jobs that this thread starts from now on to the pool {@code default}. */
  public void clearPool() {
    options.set(jobOptions().withPool(null));
  }

  /**
   * Lets the jobs that this thread starts from now on fail, with category {@code RESOURCES}, when
   * they take longer than this from their submission; it takes the place of {@code
   * firesteel.job.timeout}.
   *
   * @param limit above 0; whole milliseconds count
   */
  public void jobTimeout(Duration limit) {
    if (limit.toMillis() <= 0) {
      throw new IllegalArgumentException(
          "Cannot let jobs time out after " + limit + " (use at least one millisecond)");
    }
    options.set(jobOptions().withTimeout(limit));
  }

  /** Lets {@code firesteel.job.timeout} count for the jobs that this thread starts from now on. */
  public void clearJobTimeout() {
    options.set(jobOptions().withTimeout(null));
  }

  /** What this thread wants of its jobs now. */
  JobOptions jobOptions() {
    JobOptions set = options.get();
    return set == null ? JobOptions.NONE : set;
  }

  private static String named(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "Cannot use '" + name + "' as a " + what + ": it is blank");
    }
    return name;
  }
}
