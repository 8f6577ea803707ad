#!/bin/sh
# fuzz.sh SECONDS [TRIAL...]   every parser, or those that are named, under libFuzzer and AddressSanitizer
#
# What a trial learnt stays in .build-fuzz/corpus and is where the next one begins; an input that broke something
# is left in .build-fuzz/finds and named at the end, with the exit status 1.
set -u
seconds=${1:-60}
[ $# -gt 0 ] && shift
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$root/.build-fuzz
program=$out/release/kiosque-fuzz
coverage=edge,indirect-calls,trace-cmp,inline-8bit-counters,pc-table

cd "$root" || exit 2
KIOSQUE_FUZZ=1 swift build -c release --scratch-path "$out" --sanitize fuzzer --sanitize address \
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -sanitize-coverage=$coverage -Xswiftc -enable-testing --product kiosque-fuzz || exit 2

export ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no
[ $# -gt 0 ] || set -- $(ls Tests/Fuzzing/Seeds)
mkdir -p "$out/finds"
status=0
for trial; do
  mkdir -p "$out/corpus/$trial"

  KIOSQUE_FUZZ_TRIAL=$trial nice -n 15 "$program" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=2048 \
    -detect_leaks=0 -print_final_stats=1 -artifact_prefix="$out/finds/$trial-" \
    "$out/corpus/$trial" "Tests/Fuzzing/Seeds/$trial" > "$out/$trial.log" 2>&1
  found=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$trial.log")
  covered=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$out/$trial.log" | tail -1)
  echo "$trial: ${runs:-0} executions, ${covered:-0} branches"
  if [ $found -ne 0 ]; then
    status=1
    grep -hE '^BROKEN|SUMMARY|Fatal error|Test unit written' "$out/$trial.log" | head -4
  fi
done
exit $status
