#!/usr/bin/env python3
"""Draws the pictures of README.md: the real program on its sample stories, in tmux, as SVG.

    make build && .github/pictures.py

Needs tmux and Python 3.9 or newer, nothing else. KIOSQUE names another binary than .build/release/kiosque.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAM = Path(os.environ.get("KIOSQUE", HERE.parent / ".build/release/kiosque")).resolve()
COLUMNS, ROWS = 120, 34

# Pixels: a cell, the window's bar and its margins.
CELL, LINE, SIZE, BASE = 8.4, 19, 14, 14
BAR, MARGIN = 30, 12
FONTS = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, monospace"


@dataclass(frozen=True)
class Picture:
    """A picture: the theme, and keys (as tmux names them), each with the words that must appear after it."""

    name: str
    about: str
    theme: str
    steps: tuple


PICTURES = [
    Picture(
        "headlines", "The headlines, newest first, with a preview of the story under the cursor", "ink",
        (
            ("", "Samedi 21 mars 2026"), ("r", "29 non lus"), ("j", "Bell-ringers"), ("j", "éphéméride du jour"),
            ("*", "★"), ("r", "28 non lus"), ("j", "Corderie"), ("j", "Ferry"), ("r", "27 non lus"),
            ("j", "五夜の謎"), ("*", "灯台"), ("j", "Lise Garrec"),
        )),
    Picture(
        "story", "A story with its related stories: stored, matched in spite of an altered headline, missing",
        "paper",
        (
            ("", "Samedi 21 mars 2026"), *[("j", "30 non lus")] * 6, ("Enter", "horlogère"), ("2", "Tromeur"),
            ("G", "100 %"), ("BSpace", "horlogère"), ("Tab", "pas lui"),
        )),
]


# ---- the program in tmux


class Window:
    """The program in a terminal of its own, with a home of its own."""

    def __init__(self, home, theme):
        self.server = ["tmux", "-L", f"kiosque-pictures-{os.getpid()}", "-f", "/dev/null"]
        setting = {
            "HOME": home, "TERM": "tmux-256color", "COLORTERM": "truecolor", "LANG": "fr_FR.UTF-8",
            "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"],
        }
        command = ["env", "-i", *(f"{name}={value}" for name, value in setting.items()), str(PROGRAM)]
        command += ["--theme", theme, "--language", "fr"]
        self.tmux("new-session", "-d", "-x", str(COLUMNS), "-y", str(ROWS), ";", "set", "-g", "status", "off",
                  ";", "resize-window", "-x", str(COLUMNS), "-y", str(ROWS), ";",
                  "respawn-pane", "-k", *command)

    def tmux(self, *words):
        return subprocess.run([*self.server, *words], check=True, capture_output=True, text=True).stdout

    def type(self, key, awaited):
        if key:
            self.tmux("send-keys", key)
        before = None
        for _ in range(100):
            time.sleep(0.1)
            screen = self.tmux("capture-pane", "-p")
            if awaited in screen and screen == before:
                return
            before = screen
        sys.exit(f"pictures: after {key!r} no {awaited!r}:\n{before}")

    def picture(self):
        return self.tmux("capture-pane", "-e", "-N", "-p")

    def close(self):
        self.tmux("kill-server")


# ---- escape sequences to cells


@dataclass(frozen=True)
class Style:
    ink: str = ""
    ground: str = ""
    bold: bool = False
    dim: bool = False
    italic: bool = False
    underline: bool = False
    struck: bool = False
    reverse: bool = False


ANSI = ("#000000 #cd3131 #0dbc79 #b5a200 #2472c8 #bc3fbc #11a8cd #c5c5c5 "
        "#666666 #f14c4c #23d18b #f5f543 #3b8eea #d670d6 #29b8db #ffffff").split()
FLAGS = {1: ("bold", True), 2: ("dim", True), 3: ("italic", True), 4: ("underline", True), 7: ("reverse", True),
         9: ("struck", True), 23: ("italic", False), 24: ("underline", False), 27: ("reverse", False),
         29: ("struck", False)}


def colour_256(number):
    if number < 16:
        return ANSI[number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    number -= 16
    return "#" + "".join(f"{0 if step == 0 else 55 + 40 * step:02x}"
                         for step in (number // 36, number // 6 % 6, number % 6))


def dressed(look, codes):
    """The look after an SGR sequence (ECMA-48, 8.3.117)."""
    codes = [int(code or 0) for code in codes.replace(":", ";").split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            look = Style()
        elif code == 22:
            look = replace(look, bold=False, dim=False)
        elif code in FLAGS:
            look = replace(look, **dict([FLAGS[code]]))
        elif code in (38, 48):
            if codes.pop(0) == 2:
                colour = "#{:02x}{:02x}{:02x}".format(*codes[:3])
                del codes[:3]
            else:
                colour = colour_256(codes.pop(0))
            look = replace(look, **{"ink" if code == 38 else "ground": colour})
        elif code in (39, 49):
            look = replace(look, **{"ink" if code == 39 else "ground": ""})
        elif 30 <= code <= 37 or 90 <= code <= 97:
            look = replace(look, ink=ANSI[code - 30 if code < 90 else code - 82])
        elif 40 <= code <= 47 or 100 <= code <= 107:
            look = replace(look, ground=ANSI[code - 40 if code < 100 else code - 92])
    return look


def width(character):
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cells(screen):
    """(row, column, columns, text, look) for each glyph on the screen."""
    look = Style()
    for row, line in enumerate(screen.split("\n")[:ROWS]):
        column, glyph = 0, None
        for part in re.split(r"(\x1b\[[\d;:]*m|\x0e|\x0f)", line):
            if part.startswith("\x1b"):
                look = dressed(look, part[2:-1])
                continue
            for character in part:
                if not (columns := width(character)):
                    if glyph:
                        glyph = (*glyph[:3], glyph[3] + character, glyph[4])
                    continue
                if glyph:
                    yield glyph
                glyph = (row, column, columns, character, look)
                column += columns
        if glyph:
            yield glyph


# ---- cells to SVG

# Lines and blocks are drawn, so that they meet in any font: which of left, right, up, down, and how thick.
LINES = {"─": ("lr", 1), "│": ("ud", 1), "┬": ("lrd", 1), "┴": ("lru", 1), "├": ("udr", 1), "┤": ("udl", 1),
         "┼": ("lrud", 1), "┌": ("rd", 1), "┐": ("ld", 1), "└": ("ru", 1), "┘": ("lu", 1), "╭": ("rd", 1),
         "╮": ("ld", 1), "╰": ("ru", 1), "╯": ("lu", 1), "━": ("lr", 2.6)}
BLOCKS = {"▌": (0, 0.5), "▐": (0.5, 1), "█": (0, 1), "▏": (0, 0.125)}


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def box(left, top, right, bottom, colour):
    return (f'<rect x="{number(left)}" y="{number(top)}" width="{number(right - left)}" '
            f'height="{number(bottom - top)}" fill="{colour}"/>')


class Canvas:
    def __init__(self, screen):
        self.cells = list(cells(screen))
        # What most of the screen is painted with is the window's own.
        grounds = [glyph[4].ground for glyph in self.cells]
        inks = [glyph[4].ink for glyph in self.cells if glyph[3] != " "]
        self.ground = max(set(grounds), key=grounds.count) or "#1c1c1c"
        self.ink = max(set(inks), key=inks.count) or "#d8d8d8"
        self.parts = []
        self.slabs = {}
        self.pending = None

    def colours(self, look):
        ink, ground = look.ink or self.ink, look.ground or self.ground
        return (ground, ink) if look.reverse else (ink, ground)

    def place(self, row, column):
        return MARGIN + column * CELL, BAR + row * LINE

    def draw_grounds(self):
        """Stretches of one colour, a row each."""
        for row in range(ROWS):
            start, current = 0, self.ground
            for column, ground in [*self.grounds_of(row), (COLUMNS, None)]:
                if ground == current:
                    continue
                if current != self.ground:
                    self.slab(row, start, column, current)
                start, current = column, ground
        self.finish_slabs()

    def grounds_of(self, row):
        painted = [self.ground] * COLUMNS
        for _, column, columns, _, look in (glyph for glyph in self.cells if glyph[0] == row):
            painted[column:column + columns] = [self.colours(look)[1]] * columns
        return enumerate(painted[:COLUMNS])

    def slab(self, row, start, end, colour):
        """Slabs that lie on each other are one rectangle, without a seam."""
        above = self.slabs.get((start, end, colour))
        if above and above[1] == row:
            above[1] = row + 1
            return
        if above:
            self.finish_slabs((start, end, colour))
        self.slabs[start, end, colour] = [row, row + 1]

    def finish_slabs(self, *wanted):
        for start, end, colour in wanted or list(self.slabs):
            top, bottom = self.slabs.pop((start, end, colour))
            left, height = self.place(top, start)
            self.parts.append(box(left, height, left + (end - start) * CELL, height + (bottom - top) * LINE, colour))

    def draw_line(self, row, column, columns, sides, thick, colour):
        left, top = self.place(row, column)
        right, bottom = left + columns * CELL, top + LINE
        # On whole pixels, so that thin lines stay thin.
        middle, centre = round((left + right) / 2 - thick / 2), round(top + LINE / 2 - thick / 2)
        if "l" in sides or "r" in sides:
            self.parts.append(box(left if "l" in sides else middle, centre,
                                  right if "r" in sides else middle + thick, centre + thick, colour))
        if "u" in sides or "d" in sides:
            self.parts.append(box(middle, top if "u" in sides else centre, middle + thick,
                                  bottom if "d" in sides else centre + thick, colour))

    def draw_text(self, row, column, columns, text, look):
        ink = self.colours(look)[0]
        left, top = self.place(row, column)
        classes = "".join(letter for letter, has in (("b", look.bold), ("i", look.italic), ("d", look.dim)) if has)
        style = f' class="{" ".join(classes)}"' if classes else ""
        style += f' fill="{ink}"' if ink != self.ink else ""
        length = number(columns * CELL)
        if len(text) == 1 and not text.isalnum() and not text.isascii():
            # A sign that another font may have to lend stands in the middle of its cells.
            self.parts.append(f'<text x="{number(left + columns * CELL / 2)}" y="{top + BASE}" '
                              f'text-anchor="middle"{style}>{escape(text, False)}</text>')
        else:
            self.parts.append(f'<text x="{number(left)}" y="{top + BASE}" textLength="{length}" '
                              f'lengthAdjust="spacingAndGlyphs"{style}>{escape(text, False)}</text>')
        for has, height in ((look.underline, BASE + 2), (look.struck, BASE - 5)):
            if has:
                self.parts.append(box(left, top + height, left + columns * CELL, top + height + 1, ink))

    def draw(self):
        self.draw_grounds()
        run = None

        def finish():
            if run:
                self.draw_text(*run)

        for row, column, columns, text, look in self.cells:
            if text in LINES or text in BLOCKS or text in " \u00a0\u202f\u3000":
                finish()
                run = None
                if text in LINES:
                    # A stretch of the same line is one rectangle.
                    self.stretch(row, column, columns, text, look)
                elif text in BLOCKS:
                    start, end = (column + part for part in BLOCKS[text])
                    self.slab(row, start, end, self.colours(look)[0])
                elif look.underline:
                    self.draw_text(row, column, columns, "", look)
                continue
            lone = columns == 2 or not (text[0].isalnum() or text[0].isascii() or text[0] in "«»’“”…–—éà")
            if run and not lone and (run[0], run[1] + run[2], run[4]) == (row, column, look):
                run = (run[0], run[1], run[2] + columns, run[3] + text, look)
            else:
                finish()
                run = (row, column, columns, text, look)
            if lone:
                finish()
                run = None
        finish()
        self.end_stretch()
        self.finish_slabs()

    def stretch(self, row, column, columns, text, look):
        sides, _ = LINES[text]
        colour = self.colours(look)[0]
        old = self.pending
        if old and sides == "lr" and old[3:] == (text, colour) and (old[0], old[1] + old[2]) == (row, column):
            self.pending = (row, old[1], old[2] + columns, text, colour)
            return
        self.end_stretch()
        self.pending = (row, column, columns, text, colour)

    def end_stretch(self):
        if self.pending:
            row, column, columns, text, colour = self.pending
            self.draw_line(row, column, columns, *LINES[text], colour)
            self.pending = None

    def svg(self, about):
        self.draw()
        wide, high = round(2 * MARGIN + COLUMNS * CELL), BAR + ROWS * LINE + MARGIN
        dots = "".join(f'<circle cx="{18 + 16 * dot}" cy="{BAR // 2}" r="4.5"/>' for dot in range(3))
        return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img">
<title>{escape(about)}</title>
<style>
text {{ font-family: {FONTS}; font-size: {SIZE}px; font-variant-emoji: text; white-space: pre }}
.b {{ font-weight: 700 }} .i {{ font-style: italic }} .d {{ opacity: .6 }}
</style>
<rect x=".5" y=".5" width="{wide - 1}" height="{high - 1}" rx="9" fill="{self.ground}" stroke="#808080" stroke-opacity=".45"/>
<g fill="{self.ink}" fill-opacity=".22">{dots}</g>
<g fill="{self.ink}">
{chr(10).join(self.parts)}
</g>
</svg>
"""


def main():
    if not PROGRAM.exists():
        sys.exit(f"pictures: {PROGRAM} is not there; “make build” makes it")
    wanted = sys.argv[1:] or [picture.name for picture in PICTURES]
    for picture in PICTURES:
        if picture.name not in wanted:
            continue
        with tempfile.TemporaryDirectory() as home:
            window = Window(home, picture.theme)
            try:
                for key, awaited in picture.steps:
                    window.type(key, awaited)
                screen = window.picture()
            finally:
                window.close()
        path = HERE / f"{picture.name}.svg"
        path.write_text(Canvas(screen).svg(picture.about), encoding="utf-8")
        print(path.relative_to(HERE.parent))


if __name__ == "__main__":
    main()
