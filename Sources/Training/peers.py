#!/usr/bin/env python3
"""What other extractors make of the corpus's pages, for the same table: peers.py DIR trafilatura|resiliparse

Reads DIR/ID.html, writes {"id", "title", "byline", "date", "body"} lines; body is a paragraph, item or row each.
Needs trafilatura or resiliparse from PyPI; nothing of them is linked or shipped."""
import json, os, sys

folder, tool = sys.argv[1:3]
if tool == "trafilatura":
    import trafilatura

    def story(page):
        found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True)
        if found is None:
            return {"body": []}
        body = [line.lstrip("- ").replace("|", " ") for line in (found.text or "").split("\n")]
        return {"title": found.title, "byline": (found.author or "").split("; "), "date": found.date,
                "body": [line for line in body if line.strip()]}
else:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    def story(page):
        text = extract_plain_text(bytes_to_str(page, detect_encoding(page)), main_content=True, alt_texts=False)
        return {"body": [line.strip(" •") for line in text.split("\n") if line.strip()]}

for name in sorted(os.listdir(folder)):
    if name.endswith(".html"):
        with open(os.path.join(folder, name), "rb") as file:
            print(json.dumps({"id": name[:-5], **story(file.read())}))
