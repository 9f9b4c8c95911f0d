# Sourced by bin/firesteel: runs 'dev-cluster up|status|down'. Builds the module on first use, and again when a source is newer;
# only then are the daemons' jars (some 90 MB) fetched. Needs: home, java.

[ -f "$home/dev-cluster/pom.xml" ] || {
  echo "firesteel: dev-cluster works in a checkout only, because it brings Hadoop's daemons by Maven" >&2
  exit 2
}
module=$home/dev-cluster
stamp=$module/target/daemons/built
if [ ! -f "$stamp" ] || [ ! -d "$module/target/daemons/lib" ] ||
  [ -n "$(find "$home/pom.xml" "$module/pom.xml" "$module/daemons/pom.xml" "$module/src/main" -newer "$stamp" -print -quit)" ]; then
  command -v mvn >/dev/null || {
    echo "firesteel: dev-cluster is not built and there is no Maven (install Maven 3.8 or newer)" >&2
    exit 2
  }
  echo "firesteel: building dev-cluster and fetching Hadoop's daemons (only on first use and after changes) ..." >&2
  log=$(mktemp)
  if ! (cd "$home" && mvn -q -B -Pquick -DskipTests -pl dev-cluster -am package) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "firesteel: the build failed; all of its output is in $log" >&2
    exit 2
  fi
  rm -f "$log"
  touch "$stamp"
fi
exec "$java" -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto -Dfile.encoding=UTF-8 \
  -cp "$(ls "$module"/target/quick/firesteel-dev-cluster-*.jar)" dev.firesteel.devcluster.Main "$@"
