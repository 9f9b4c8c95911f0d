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

# Waits until no other launcher builds. The lock names the process that builds; that of one which was killed is void, also
# when this process has its number now, as in a container that is started again.
take_lock() {
  local owner told=
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" || true)
    if [ -z "$owner" ] || [ "$owner" = "$$" ] || ! kill -0 "$owner" 2>/dev/null; then
      rm -f "$lock"
    elif [ -z "$told" ]; then
      told=yes
      echo "firesteel: waiting for process $owner, which builds (if it does not, remove $lock) ..." >&2
    fi
    sleep 1
  done
}

if ! is_built || ! has_archives; then
  lock=$home/cli/target/building
  mkdir -p "${lock%/*}" 2>/dev/null || true
  if [ -w "${lock%/*}" ]; then
    take_lock
    trap 'rm -f "$lock"' EXIT
    is_built || build || exit
    has_archives || . "$home/bin/make-cds-archives.sh"
    rm -f "$lock"
    trap - EXIT
  elif ! is_built; then
    echo "firesteel: this checkout is not built, and ${lock%/*} cannot be written (have its owner run bin/firesteel)" >&2
    exit 2
  fi
fi
