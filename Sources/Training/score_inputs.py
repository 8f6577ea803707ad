#!/usr/bin/env python3
"""What is cleaned to be judged, as `kiosque clean --ndjson` reads it: score_inputs.py CORPUS DIR

Writes DIR/text.in (text captures), DIR/html.in (pages) and DIR/whole.in (whole pages as text, from the WET
records of DIR/pages.wet)."""
import json, os, sys
corpus, work = sys.argv[1:]
root = os.path.abspath(corpus)
with open(f"{work}/text.in", "w") as out:
    for line in open(f"{corpus}/gold_text.jsonl"):
        gold = json.loads(line)
        out.write(json.dumps({"id": gold["id"], "path": f"{root}/text/{gold['id']}.txt", "url": gold.get("url")}) + "\n")
with open(f"{work}/html.in", "w") as out:
    golds = [f"{corpus}/gold_html.jsonl", f"{corpus}/wcxb/gold_html.jsonl"]
    for line in (line for name in golds if os.path.exists(name) for line in open(name)):
        gold = json.loads(line)
        path = os.path.abspath(f"{work}/html/{gold['id']}.html")
        out.write(json.dumps({"id": gold["id"], "path": path, "url": gold.get("url")}) + "\n")
with open(f"{work}/whole.in", "w") as out:
    data = open(f"{work}/pages.wet", "rb").read()
    at = 0
    while (end := data.find(b"\r\n\r\n", at)) >= 0:
        fields = dict(l.split(": ", 1) for l in data[at:end].decode().split("\r\n") if ": " in l)
        stop = end + 4 + int(fields.get("Content-Length", 0))
        if "X-Gold-Id" in fields:
            text = data[end + 4:stop].decode("utf-8", "replace")
            out.write(json.dumps({"id": fields["X-Gold-Id"], "text": text, "url": fields.get("WARC-Target-URI")}) + "\n")
        at = stop + 4
