#!/usr/bin/env python3
"""What cleaning keeps of text captures, by collection: dump_words.py CORPUS DUMPS.jsonl PRED.jsonl…

Words are \\w+ in small letters; a page's F1, precision and recall are those of the two multisets, and a table's
figures their means over its pages. The story is its standfirst and its body; `lost` counts the pages of which
less than half of the words are kept. Beside it stands the same for the text as it was before cleaning."""
import collections, json, os, re, sys

WORD = re.compile(r"\w+")


def words(parts):
    return collections.Counter(WORD.findall("\n".join(parts).lower()))


def scores(gold, told):
    common = sum((gold & told).values())
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / sum(told.values()), common / sum(gold.values())
    return 2 * precision * recall / (precision + recall), precision, recall


def parts(story):
    body = story.get("body") or []
    return [story.get("standfirst") or ""] + (body if isinstance(body, list) else [body])


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def table(name, pages):
    rows = []
    for source, found in sorted(pages.items()):
        f1, precision, recall = (sum(page[at] for page in found) / len(found) for at in range(3))
        lost = sum(page[2] < 0.5 for page in found)
        rows.append(f"{source} ({len(found)}) {f1:.3f} ({precision:.3f} {recall:.3f}), {lost} lost")
    print(f"  {name}: " + "; ".join(rows))


corpus, dumps, *told = sys.argv[1:]
golds = {}
for path in (f"{corpus}/gold_text.jsonl", f"{corpus}/wcxb/gold_html.jsonl"):
    if os.path.exists(path):
        golds.update((gold["id"], gold) for gold in lines(path) if gold.get("body"))
stories = {story["id"]: parts(story) for path in told for story in lines(path)}
main = {dump["id"]: dump["main"] for dump in lines(dumps)}
kept, raw = collections.defaultdict(list), collections.defaultdict(list)
for id, gold in golds.items():
    if id not in stories:
        continue
    text = main.get(id, "")
    if os.path.exists(f"{corpus}/text/{id}.txt"):
        with open(f"{corpus}/text/{id}.txt", encoding="utf-8", errors="replace") as file:
            text = file.read()
    wanted = words(parts(gold))
    kept[gold["source"]].append(scores(wanted, words(stories[id])))
    raw[gold["source"]].append(scores(wanted, words([text])))
table("words", kept)
table("words, uncleaned", raw)
