# Sourced after a build: makes class-data sharing archives, by which driver and executors start faster. They are bound to
# this JVM and this class path; without them, or with another JVM, all works the same, only slower.
# Needs: dist, java.

make_cds_archives() {
  local class_path='' jar work
  for jar in "$dist"/lib/*.jar; do class_path+=${class_path:+:}$jar; done
  work=$(mktemp -d)
  rm -rf "$dist/cds"
  mkdir -p "$dist/cds"
  printf 'to be or not to be\n' >"$work/in.txt"
  # An executor's archive comes from a run on a process of its own; a driver's from one in this JVM.
  "$java" -Dfile.encoding=UTF-8 -XX:+UseParallelGC -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off -cp "$class_path" \
    "-Dfiresteel.executor.java-options=-XX:ArchiveClassesAtExit=$dist/cds/executor.jsa -Xlog:cds=off -Xlog:cds+dynamic=off" \
    dev.firesteel.cli.Main example wordcount --master 'local-cluster[1,1,256]' "$work/in.txt" "$work/out1" &&
  "$java" -Dfile.encoding=UTF-8 -XX:+UseParallelGC -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off \
    "-XX:ArchiveClassesAtExit=$dist/cds/driver.jsa" -cp "$class_path" \
    dev.firesteel.cli.Main example wordcount --master 'local[2]' "$work/in.txt" "$work/out2"
  rm -rf "$work"
}

make_cds_archives >/dev/null 2>&1 || echo "firesteel: no class-data sharing archives; starts are slower" >&2
