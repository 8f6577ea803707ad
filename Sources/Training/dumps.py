#!/usr/bin/env python3
"""Text captures of the corpus's pages as many archives have them: dumps.py DIR > dumps.jsonl

Reads DIR/ID.html, writes {"id", "main", "full"} lines: what Resiliparse's plain text extraction gives with
alternative texts, of the main content and of the whole page. Needs resiliparse from PyPI."""
import json, os, sys
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree

for name in sorted(os.listdir(sys.argv[1])):
    if not name.endswith(".html"):
        continue
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        page = file.read()
    try:
        text = page.decode("utf-8")
    except UnicodeDecodeError:
        text = page.decode(detect_encoding(page), "replace")
    tree = HTMLTree.parse(text)
    main, full = (extract_plain_text(tree, main_content=main, alt_texts=True) for main in (True, False))
    print(json.dumps({"id": name[:-5], "main": main, "full": full}))
