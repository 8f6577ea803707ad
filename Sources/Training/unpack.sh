#!/usr/bin/env bash
# What learning and judging read of a corpus, unpacked once: unpack.sh CORPUS DIR
# DIR/html/ID.html, DIR/pages.wet, and DIR/dumps.jsonl, the text captures that dumps.py makes of the pages.
set -euo pipefail
corpus=$1
work=$2
mkdir -p "$work/html"
shopt -s nullglob
for page in "$corpus"/html/*.html.gz "$corpus"/wcxb/html/*.html.gz; do
  file="$work/html/$(basename "$page" .gz)"
  [ -f "$file" ] || zcat "$page" > "$file"
done
[ -f "$work/pages.wet" ] || zcat "$corpus/archive/pages.warc.wet.gz" > "$work/pages.wet"
if [ ! -f "$work/dumps.jsonl" ] || [ "$work/html" -nt "$work/dumps.jsonl" ]; then
  [ -x "$work/python/bin/python3" ] || python3 -m venv "$work/python"
  "$work/python/bin/pip" install --quiet resiliparse==2.0.1
  "$work/python/bin/python3" "$(dirname "$0")/dumps.py" "$work/html" > "$work/dumps.new"
  mv "$work/dumps.new" "$work/dumps.jsonl"
fi
