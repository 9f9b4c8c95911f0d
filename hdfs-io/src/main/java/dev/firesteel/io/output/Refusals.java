package dev.firesteel.io.output;

import dev.firesteel.api.error.ErrorCategory;
import dev.firesteel.api.error.FiresteelException;
import dev.firesteel.io.storage.Entry;
import dev.firesteel.io.storage.Location;
import dev.firesteel.io.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Why a save cannot go where it was told to. */
final class Refusals {
  private final Storage storage;
  private final OutputPlace place;

  Refusals(Storage storage, OutputPlace place) {
    this.storage = storage;
    this.place = place;
  }

  /** Something is there, and nothing was said about replacing it. */
  FiresteelException exists(Entry there) throws IOException {
    List<String> unfinished = there instanceof Entry.Directory ? others() : List.of();
    if (unfinished.isEmpty()) {
      return refused(
          "it exists already (remove it or choose another path; SaveOptions say how to replace it"
              + " or add to it)");
    }
    return refused(
        "it holds unfinished output of "
            + String.join(", ", unfinished)
            + ", which still runs or was killed (if it was killed, remove the directory or replace"
            + " it with the SaveOptions OVERWRITE)");
  }

  FiresteelException notDirectory() {
    return refused("it is a file, and output is a directory (remove it or choose another path)");
  }

  FiresteelException precious() {
    return refused(
        "OVERWRITE would remove all that it holds, and it is or contains a root, home or working"
            + " directory (choose a directory of the output's own)");
  }

  /** Another save is in the middle of replacing, or was killed there. */
  FiresteelException replacing() throws IOException {
    List<String> others = others();
    return refused(
        "a save is replacing its content at this moment, or was killed while it did: "
            + (others.isEmpty() ? "it left no name" : String.join(", ", others))
            + " (if it was killed, what was there before is in "
            + place.temporary()
            + "/JOB/"
            + place.replaced().name()
            + "; take what you need from there and remove "
            + place.temporary()
            + ")");
  }

  /** What this save wrote was removed by another one. */
  FiresteelException overtaken() {
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT,
        "Cannot commit "
            + place.target()
            + ": another save replaced all that it held meanwhile, with what this one had written"
            + " (let them run one after the other)");
  }

  /** The saves that have something here and are not finished, except this one. */
  List<String> others() throws IOException {
    if (!(storage.find(place.temporary()).orElse(null) instanceof Entry.Directory)) {
      return List.of();
    }
    return storage.list(place.temporary()).stream()
        .filter(Entry.Directory.class::isInstance)
        .map(Entry::location)
        .map(Location::name)
        .filter(name -> !name.equals(place.job()) && !name.equals("0")) // 0: of Hadoop's committer
        .map(name -> "save " + name)
        .collect(Collectors.toList());
  }

  private FiresteelException refused(String why) {
    return new FiresteelException(
        ErrorCategory.INPUT_OUTPUT, "Cannot write to " + place.target() + ": " + why);
  }
}
