# Sourced after a build: makes class-data sharing archives, by which driver and executors start faster. They are bound to
# this JVM and class path; without them, or with another JVM, all works the same, only slower.
# Needs: home, dist.

make_cds_archives() {
  local work class_path
  rm -rf "$dist/cds"
  mkdir -p "$dist/cds"
  touch "$dist/cds/made" # first, since the runs below use the launcher again
  work=$(mktemp -d)
  printf 'to be or not to be\n%.0s' 1 2 3 4 5 6 7 8 >"$work/in.txt"
  # An executor's archive comes from a run on a process of its own; a driver's from one on threads. One for containers of a
  # cluster is made where jars are laid out as there, in front of the executor.
  FIRESTEEL_JAVA_OPTIONS= "$home/bin/firesteel" example wordcount --master 'local-cluster[1,1,256]' \
    --conf "firesteel.executor.java-options=-XX:ArchiveClassesAtExit=$dist/cds/executor.jsa" \
    "$work/in.txt" "$work/out1" &&
    FIRESTEEL_JAVA_OPTIONS="-XX:ArchiveClassesAtExit=$dist/cds/driver.jsa" "$home/bin/firesteel" example wordcount \
      --master 'local[2]' "$work/in.txt" "$work/out2"
  class_path=$(printf ':%s' "$dist"/lib/*.jar)
  mkdir "$work/stage" "$dist/cds/containers"
  FIRESTEEL_JAVA_OPTIONS= "$home/bin/firesteel" example wordcount --master 'local-cluster[1,1,256]' \
    --conf "firesteel.executor.java-options=-cp ${class_path#:} dev.firesteel.backend.yarn.staging.Rehearsal $work/stage $dist/cds/containers" \
    "$work/in.txt" "$work/out3"
  rm -rf "$work"
}

make_cds_archives >/dev/null 2>&1 || echo "firesteel: no class-data sharing archives; starts are slower" >&2
