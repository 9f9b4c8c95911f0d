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

if ! is_built || ! has_archives; then
  # The lock names the process that builds; that of one which was killed is void.
  lock=$home/cli/target/building
  mkdir -p "$home/cli/target"
  until ln -s "$$" "$lock" 2>/dev/null; do
    kill -0 "$(readlink "$lock")" 2>/dev/null || rm -f "$lock"
    sleep 1
  done
  trap 'rm -f "$lock"' EXIT
  is_built || build || exit
  has_archives || . "$home/bin/make-cds-archives.sh"
  rm -f "$lock"
  trap - EXIT
fi
