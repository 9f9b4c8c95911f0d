#!/usr/bin/env bash
# bench-micro.sh [PATTERN] [OPTION OF JMH]...
# Measures inner parts of the engine with JMH: those whose class and method match the pattern (a regular expression; default: all).
# Prints JMH's table on standard output, and writes benchmarks/target/micro.json. For options of JMH see: bin/bench-micro.sh -h
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

mvn -q -B -f "$home/pom.xml" -Pquick -DskipTests -pl benchmarks -am package >&2
built=$home/benchmarks/target/quick
files=$home/benchmarks/target/micro
mkdir -p "$files"
# Files are written where the build is: other directories for temporary files may be in memory.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xms1g -Xmx2g -XX:+UseParallelGC "-Djava.io.tmpdir=$files" \
  -Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory \
  -cp "$(echo "$built"/firesteel-benchmarks-*.jar):$home/cli/target/dist/lib/*:$built/jmh/*" \
  org.openjdk.jmh.Main -rf json -rff "$files.json" "$@"
