#!/usr/bin/env python3
"""Whole stories and words without a trace: page_words.py CORPUS DIR PRED.jsonl [--folds]

A line for each collection: word F1 (multisets of words in lower case, standfirst, body and tables, the mean over
pages; the measure of WCXB), the stories lost (less than half of their words kept), and the list items kept, of
those that are a line of the gold. With removed lines among the stories, also the share of the words of all pages (DIR/html/ID.html) that stand nowhere: neither in a story
nor among what was removed. Needs resiliparse, as dumps.py does."""
import collections, json, os, re, sys
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding, bytes_to_str
from resiliparse.parse.html import HTMLTree

corpus, work, pred = sys.argv[1:4]
words = lambda text: collections.Counter(re.findall(r"\w+", (text or "").lower()))
golds = {}
for folder in (corpus, corpus + "/wcxb"):
    if os.path.exists(folder + "/gold_html.jsonl"):
        for line in open(folder + "/gold_html.jsonl"):
            gold = json.loads(line)
            golds[gold["id"]] = gold

def line_key(text):
    return " ".join(re.findall(r"\w+", text.lower()))

def items(path, gold):
    """The list items of a page that are a line of its story."""
    if not os.path.exists(path):
        return []
    page = open(path, "rb").read()
    tree = HTMLTree.parse(bytes_to_str(page, detect_encoding(page)))
    lines = {line_key(line) for line in gold["body"]}
    found = {line_key(item.text) for item in tree.document.get_elements_by_tag_name("li")}
    return [item for item in found if item in lines and len(item) > 3]

figures = collections.defaultdict(list)
missing = pages = over = 0
total = 0
for line in open(pred):
    story = json.loads(line)
    gold = golds.get(story.get("id"))
    if gold is None:
        continue
    blocks = story.get("blocks") or []
    tables = [block["text"] for block in blocks if block["kind"] == "table"] + (story.get("tables") or [])
    told = words("\n".join([story.get("standfirst") or "", *(story.get("body") or []), *tables]))
    if gold.get("body"):
        best = (0, 0)
        for lead in {"", gold.get("standfirst") or ""}:
            wanted = words("\n".join([lead, *gold["body"]]))
            both = sum((wanted & told).values())
            best = max(best, (2 * both / max(1, sum(wanted.values()) + sum(told.values())),
                              both / max(1, sum(wanted.values()))))
        listed = items(f"{work}/html/{story['id']}.html", gold)
        kept = line_key("\n".join([story.get("standfirst") or "", *(story.get("body") or []), *tables]))
        figures[gold["source"]].append((*best, len(listed), sum(item in kept for item in listed)))
    path = f"{work}/html/{story['id']}.html"
    if "removed" in story and os.path.exists(path):
        page = open(path, "rb").read()
        text = extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=False, alt_texts=False)
        seen = words(text)
        fields = [story.get(name) or "" for name in ("title", "standfirst", "source", "section", "date")]
        fields += story.get("byline") or []
        for name, key in (("blocks", "text"), ("related", "title"), ("removed", "text")):
            fields += [item[key] for item in story.get(name) or []]
        lost = sum((seen - words("\n".join(fields))).values())
        missing, total, pages = missing + lost, total + sum(seen.values()), pages + 1
        over += lost * 20 > sum(seen.values())
for source, found in sorted(figures.items()):
    count = len(found)
    listed = sum(page[2] for page in found)
    print(f"  {source}: word F1 {sum(page[0] for page in found) / count:.3f}, "
          f"lost {sum(page[1] < 0.5 for page in found)} of {count}"
          + (f", list items kept {100 * sum(page[3] for page in found) / listed:.1f} % of {listed}" if listed else ""))
if pages:
    print(f"  words that stand nowhere: {100 * missing / max(1, total):.2f} %, "
          f"more than 5 % of a page on {over} of {pages} pages")
