# Sourced by bin/firesteel in a checkout: builds the distribution on first use, and again when a source is newer.
# Needs: home, dist.

stamp=$dist/built
newer=yes
if [ -f "$stamp" ]; then built=$stamp; else built=$(ls "$dist"/lib/firesteel-cli-*.jar 2>/dev/null || true); fi
if [ -n "$built" ]; then
  newer=$(find "$home"/pom.xml "$home"/*/pom.xml "$home"/*/src/main -newer "$built" -print -quit)
fi
if [ -n "$newer" ]; then
  command -v mvn >/dev/null || {
    echo "firesteel: this checkout is not built and there is no Maven (install Maven 3.8 or newer)" >&2
    exit 2
  }
  echo "firesteel: building (only on first use and after changes; takes a minute or two) ..." >&2
  log=$(mktemp)
  if ! (cd "$home" && mvn -q -B -T1C -Pquick -DskipTests -pl cli -am package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "firesteel: the build failed; all of its output is in $log" >&2
    exit 2
  fi
  rm -f "$log"
  touch "$stamp"
fi
# Archives fit the jars that they were made with only.
if [ ! -f "$dist/cds/made" ] || [ -n "$(find "$dist/lib" -newer "$dist/cds/made" -print -quit)" ]; then
  . "$home/bin/make-cds-archives.sh"
fi
