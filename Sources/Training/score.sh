#!/usr/bin/env bash
# The scorer's table for text, whole pages and HTML: with the weights as they are, and cross-validated.
set -euo pipefail
work=.build/score
here=$(dirname "$0")
"$here/unpack.sh" "$CORPUS" "$work"
python3 "$here/score_inputs.py" "$CORPUS" "$work"
for kind in text whole html; do
  sed 's/, "url": null//' "$work/$kind.in" | .build/release/kiosque clean --ndjson > "$work/$kind.out"
done
train=".build/release/kiosque-train --corpus $CORPUS --profiles Sources/Cleaning/Profiles"
for by in publisher page; do
  folds="$work/folds/$by"
  mkdir -p "$folds"
  $train --pages "$work/html" --judge "$folds" --by $by
  $train --whole-pages "$work/pages.wet" --pages "$work/html" --dumps "$work/dumps.jsonl" \
    --judge "$folds" --by $by
done
table() {
  printf '%s\n  ' "$1"
  python3 "$CORPUS/score.py" "$CORPUS/$2" "$3" --missing-ok --only "$4" | cut -d' ' -f2-
}
whole() {
  echo "whole pages"
  "$work/python/bin/python3" "$here/page_words.py" "$CORPUS" "$work" "$1"
}
news=source=aeb,fundus,fr
echo "With the weights as they are"
table "text, real pages" gold_text.jsonl "$work/text.out" $news
table "text in the manner of Euronews" gold_text.jsonl "$work/text.out" source=synth-euronews
table "whole-page text" gold_html.jsonl "$work/whole.out" $news
table "HTML" gold_html.jsonl "$work/html.out" $news
table "HTML, metadata of news pages" gold_html.jsonl "$work/html.out" source=fundus,fr
whole "$work/html.out"
for by in publisher page; do
  echo "By ${by}s that were not learnt from"
  table "text, real pages" gold_text.jsonl "$work/folds/$by/text.jsonl" $news
  table "text in the manner of Euronews" gold_text.jsonl "$work/folds/$by/text.jsonl" source=synth-euronews
  python3 "$here/dump_words.py" "$CORPUS" "$work/dumps.jsonl" "$work/folds/$by/text.jsonl" \
    "$work/folds/$by/dumps.jsonl"
  table "whole-page text" gold_html.jsonl "$work/folds/$by/whole.jsonl" $news
  table "HTML" gold_html.jsonl "$work/folds/$by/html.jsonl" $news
  table "HTML, metadata of news pages" gold_html.jsonl "$work/folds/$by/html.jsonl" source=fundus,fr
  whole "$work/folds/$by/html.jsonl"
done
"$work/python/bin/pip" install --quiet trafilatura==2.3.1 lxml_html_clean
for tool in trafilatura resiliparse; do
  echo "The same pages by $tool"
  "$work/python/bin/python3" "$here/peers.py" "$work/html" $tool > "$work/$tool.out"
  table "HTML" gold_html.jsonl "$work/$tool.out" $news
  whole "$work/$tool.out"
done
echo "Other tools (body F1 on the same pages)"
sed -n '/^| tool/p; /^| baseline/p; /^| trafilatura /p; /^| readability.js /p; /^| dedup+heur /p; /^| oracle /p' \
  "$CORPUS/anchors.md"
