package dev.firesteel.scheduler.machine;

/**
 * How much a scheduler holds at a moment. When all jobs have ended and their cancelled tasks too,
 * only shuffles that somebody may read again and kept datasets are left.
 *
 * @param jobs active jobs
 * @param stages stages that work for them
 * @param attempts attempts in the hands of executors
 * @param programs programs that jobs and stages use
 * @param shuffles shuffles that somebody may read
 * @param datasets datasets of which partitions are kept
 * @param copies copies of blocks that are to be made or have not taken their place
 * @param gone executors that are gone of which copies still know
 */
public record Census(
    int jobs,
    int stages,
    int attempts,
    int programs,
    int shuffles,
    int datasets,
    int copies,
    int gone) {}
