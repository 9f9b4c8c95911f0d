# Sourced after a build: makes class-data sharing archives, by which driver and executors start faster. They are bound to
# this JVM and class path; without them, or with another JVM, all works the same, only slower.
# Needs: home, dist.

# A word in a file of arguments of the java command.
java_word() {
  local text=${1//\\/\\\\}
  printf '"%s"\n' "${text//\"/\\\"}"
}

make_cds_archives() (
  # Files are those of this machine, whatever cluster the user's environment names.
  unset HADOOP_CONF_DIR YARN_CONF_DIR HADOOP_HOME FIRESTEEL_DRIVER_MEMORY
  rm -rf "$dist/cds"
  mkdir -p "$dist/cds/containers"
  touch "$dist/cds/made" # first, since the runs below use the launcher again
  # Options of JVMs are split at spaces, which paths may have: this directory's has none, and all others are reached through it.
  work=$(mktemp -d)
  case $work in *[[:space:]]*)
    rmdir "$work"
    work=$(mktemp -d /tmp/firesteel-cds.XXXXXX)
    ;;
  esac
  ln -s "$dist/cds" "$work/cds"
  mkdir "$work/stage"
  printf 'to be or not to be\n%.0s' 1 2 3 4 5 6 7 8 >"$work/in.txt"
  # Archives are written when JVMs end, for which a busy machine takes its time.
  # What users' programs do is rehearsed by one, from a jar of its own: on threads, and on an executor in a process of its own, by
  # which the driver's archive is made and the executor's. One for containers of a cluster is made where jars are laid out as there,
  # in front of the executor.
  rehearse() { # JVM OPTIONS OF THE DRIVER, OF THE EXECUTOR, OUTPUT
    FIRESTEEL_JAVA_OPTIONS=$1 "$home/bin/firesteel" submit --master 'local-cluster[1,1,256]' \
      --conf firesteel.local.release-grace=9s \
      --conf firesteel.classes.child-first=dev.firesteel.cli.Rehearsed \
      --conf "firesteel.executor.java-options=$2" \
      --class dev.firesteel.cli.RehearsedProgram "$dist"/lib/firesteel-cli-*.jar "$work/in.txt" "$work/$3"
  }
  rehearse "-XX:ArchiveClassesAtExit=$work/cds/driver.jsa" "-XX:ArchiveClassesAtExit=$work/cds/executor.jsa" out1
  class_path=$(printf ':%s' "$dist"/lib/*.jar)
  {
    echo -cp
    java_word "${class_path#:}"
    echo "dev.firesteel.shipping.Rehearsal $work/stage $work/cds/containers"
  } >"$work/rehearsal"
  rehearse '' "@$work/rehearsal" out2
  rm -rf "$work"
  [ -n "$(ls "$dist/cds/containers")" ]
)

make_cds_archives >/dev/null 2>&1 || echo "firesteel: no class-data sharing archives; starts are slower" >&2
