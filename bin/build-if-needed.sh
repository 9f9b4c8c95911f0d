# Sourced by bin/firesteel in a checkout: builds the distribution on first use, and again when a source is newer. Of several
# launchers one builds, and the others wait for it. Needs: home, dist.

stamp=$dist/built
is_built() {
  local built
  if [ -f "$stamp" ]; then built=$stamp; else built=$(ls "$dist"/lib/firesteel-cli-*.jar 2>/dev/null || true); fi
  [ -n "$built" ] && [ -z "$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main -newer "$built" -print -quit)" ]
}
# Archives fit the jars that they were made with only.
has_archives() {
  [ -f "$dist/cds/made" ] && [ -z "$(find "$dist/lib" -newer "$dist/cds/made" -print -quit)" ]
}
build() {
  command -v mvn >/dev/null || {
    echo "firesteel: this checkout is not built and there is no Maven (install Maven 3.8 or newer)" >&2
    return 2
  }
  echo "firesteel: building (only on first use and after changes; takes a minute or two) ..." >&2
  local log
  log=$(mktemp)
  if ! (cd "$home" && mvn -q -B -T1C -Pquick -DskipTests -pl cli -am package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "firesteel: the build failed; all of its output is in $log" >&2
    return 2
  fi
  rm -f "$log"
  touch "$stamp"
}

# Waits until no other launcher builds. The kernel gives the lock free when its owner ends, on whatever way; the file stays and
# names who has it. Without flock, which only Linux has, nobody waits.
take_lock() {
  command -v flock >/dev/null || return 0
  exec 9>>"$lock"
  if ! flock -n 9; then
    echo "firesteel: waiting for process $(cat "$lock"), which builds ..." >&2
    flock 9
  fi
  echo "$$" >"$lock"
}

if ! is_built || ! has_archives; then
  lock=$home/cli/target/build-lock
  mkdir -p "${lock%/*}" 2>/dev/null || true
  if [ -w "${lock%/*}" ]; then
    take_lock
    is_built || build || exit
    has_archives || . "$home/bin/make-cds-archives.sh"
    exec 9>&- # gives it free
  elif ! is_built; then
    echo "firesteel: this checkout is not built, and ${lock%/*} cannot be written (have its owner run bin/firesteel)" >&2
    exit 2
  fi
fi
