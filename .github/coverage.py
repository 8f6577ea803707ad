#!/usr/bin/env python3
"""coverage.py BUILD   lines and regions that the tests reach, by target, and the files that they reach least

BUILD is the folder in which `swift test --enable-code-coverage` left codecov/*.json, llvm-cov's export. Libraries are
to reach 85 % of their lines; the exit status is 1 where one does not.
"""
import glob
import json
import sys

LEAST = 85.0
# Not libraries: the program, and what measures and trains.
PROGRAMS = {"Kiosque", "Training", "Benchmarks", "System"}


def main():
    (name,) = glob.glob(sys.argv[1] + "/codecov/*.json")
    with open(name, encoding="utf-8") as file:
        files = json.load(file)["data"][0]["files"]
    targets, least = {}, []
    for entry in files:
        if "/Sources/" not in entry["filename"] or "/checkouts/" in entry["filename"]:
            continue
        path = entry["filename"].rsplit("/Sources/", 1)[1]
        summary = entry["summary"]
        sums = targets.setdefault(path.split("/")[0], [0, 0, 0, 0])
        for index, kind in enumerate(("lines", "regions")):
            sums[2 * index] += summary[kind]["covered"]
            sums[2 * index + 1] += summary[kind]["count"]
        lines = summary["lines"]
        least.append((lines["count"] - lines["covered"], lines["percent"], path))
    few = []
    for target, (lines, all_lines, regions, all_regions) in sorted(targets.items()):
        share = 100 * lines / max(1, all_lines)
        print(f"{target:16} lines {share:5.1f} %   regions {100 * regions / max(1, all_regions):5.1f} %")
        if target not in PROGRAMS and share < LEAST:
            few.append(target)
    print("\nlines not reached, by file:")
    for missing, percent, path in sorted(least, reverse=True)[:25]:
        print(f"{missing:5}  {percent:5.1f} %  {path}")
    if few:
        print(f"\nbelow {LEAST:g} %: {', '.join(few)}")
    return 1 if few else 0


if __name__ == "__main__":
    sys.exit(main())
