// The screen: newterm's set-up and its end, styles, and runs of cells in one crossing.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>


enum { LONGEST_RUN = 256, LARGEST = 4096 };

static SCREEN *kq_screen;
static FILE *kq_in, *kq_out;
static bool kq_reports, kq_mouse, kq_coloured, kq_left, kq_synchronised, kq_follows;
static cchar_t *kq_styles;
static int kq_style_count, kq_style_capacity;

static void kq_send(const char *text) {
  size_t length = strlen(text);
  while (length > 0) {
    ssize_t sent = write(fileno(kq_out), text, length);
    if (sent < 0 && errno != EINTR) return;
    if (sent < 0) continue;
    text += sent;
    length -= (size_t)sent;
  }
}

static FILE *kq_stream(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  FILE *stream = copy < 0 ? NULL : fdopen(copy, mode);
  if (stream == NULL && copy >= 0) close(copy);
  return stream;
}

static void kq_close_streams(void) {
  if (kq_in) fclose(kq_in);
  if (kq_out) fclose(kq_out);
  kq_in = kq_out = NULL;
}

// newterm with our own entry; the variable goes away again so that children see the terminal's.
static SCREEN *kq_newterm(const char *term, const char *terminfo) {
  const char *found = getenv("TERMINFO");
  char *before = found ? strdup(found) : NULL;
  SCREEN *screen = NULL;
  if (terminfo) {
    setenv("TERMINFO", terminfo, 1);
    screen = newterm(term, kq_out, kq_in);
    if (before) setenv("TERMINFO", before, 1);
    else unsetenv("TERMINFO");
  }
  free(before);
  return screen ? screen : newterm(term, kq_out, kq_in);
}

static void kq_report(void) {
  if (kq_reports && kq_mouse) kq_send(MOUSE_ON);
  if (kq_reports) kq_send(REPORTS_ON);
}

static void kq_set_up(kq_colours colours) {
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  typeahead(-1);
  keypad(stdscr, TRUE);
  idlok(stdscr, TRUE);
  idcok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  kq_coloured = colours != KQ_NO_COLOURS && has_colors() && start_color() == OK
    && use_default_colors() == OK;
  curs_set(0);
  leaveok(stdscr, FALSE);
  kq_report();
  int rows, columns;
  kq_screen_measure(&rows, &columns);
}

kq_opening kq_screen_open(const char *term, int input, int output, kq_colours colours, bool mouse) {
  if (kq_screen || !isatty(input) || !isatty(output)) return KQ_NOT_A_TERMINAL;
  kq_entry entry;
  kq_entry_read(term, output, colours == KQ_DIRECT_COLOURS, &entry);
  if (!entry.known) return KQ_UNKNOWN_TERMINAL;
  kq_in = kq_stream(input, "r");
  kq_out = kq_stream(output, "w");
  if (!kq_in || !kq_out || !kq_signals_start(fileno(kq_out), entry.farewell)) {
    free(entry.terminfo);
    kq_close_streams();
    return KQ_NOT_A_TERMINAL;
  }
  set_escdelay(25);
  use_tioctl(TRUE);
  kq_reports = entry.reports;
  kq_mouse = mouse;
  kq_left = false;
  kq_signals_hold(true);
  kq_screen = kq_newterm(term, entry.terminfo);
  free(entry.terminfo);
  if (kq_screen == NULL) {
    kq_signals_hold(false);
    kq_signals_end(false);
    kq_close_streams();
    return KQ_UNKNOWN_TERMINAL;
  }
  kq_set_up(colours);
  return KQ_OPENED;
}

void kq_screen_leave(void) {
  if (!kq_screen || kq_left) return;
  if (kq_reports) kq_send(REPORTS_OFF);
  endwin();
  kq_left = true;
  kq_signals_hold(false);
}

void kq_screen_retake(void) {
  if (!kq_screen) return;
  if (!kq_left) endwin();
  kq_left = false;
  kq_signals_hold(true);
  reset_prog_mode();
  kq_report();
  if (kq_follows) kq_send(APPEARANCE_ON);
  kq_screen_distrust();
}

void kq_screen_close(bool hung_up) {
  if (!kq_screen) return;
  kq_screen_leave();
  delscreen(kq_screen);
  kq_screen = NULL;
  kq_synchronised = kq_follows = false;
  kq_styles_forget();
  kq_signals_end(hung_up);
  kq_close_streams();
}

int kq_screen_colours(void) { return kq_coloured ? COLORS : 0; }

void kq_screen_measure(int *rows, int *columns) {
  struct winsize window;
  getmaxyx(stdscr, *rows, *columns);
  if (kq_out && ioctl(fileno(kq_out), TIOCGWINSZ, &window) == 0 && window.ws_row && window.ws_col) {
    int high = window.ws_row < LARGEST ? window.ws_row : LARGEST;
    int wide = window.ws_col < LARGEST ? window.ws_col : LARGEST;
    if (high != *rows || wide != *columns) resize_term(high, wide);
  }
  getmaxyx(stdscr, *rows, *columns);
}

void kq_screen_erase(void) { werase(stdscr); }

void kq_screen_distrust(void) { clearok(curscr, TRUE); }

bool kq_screen_ask(void) {
  if (!kq_screen || kq_left || !kq_reports) return false;
  const char *term = getenv("TERM");
  // The console and GNU screen answer none of it, or in another order than asked.
  if (term == NULL || strncmp(term, "linux", 5) == 0 || strncmp(term, "screen", 6) == 0) return false;
  kq_send(QUESTION);
  return true;
}

void kq_screen_synchronise(void) { kq_synchronised = true; }

void kq_screen_follow_appearance(void) {
  if (!kq_screen || kq_left || kq_follows) return;
  kq_follows = true;
  kq_send(APPEARANCE_ON);
}

void kq_screen_copy(const char *base64) {
  if (!kq_screen || kq_left) return;
  kq_send("\033]52;c;");
  kq_send(base64);
  kq_send("\a");
}

void kq_screen_flush(int cursor_row, int cursor_column, bool shown) {
  curs_set(shown);
  wmove(stdscr, cursor_row, cursor_column);
  wnoutrefresh(stdscr);
  // curses flushes at the end of doupdate, so that these stand before and behind the frame.
  if (kq_synchronised) kq_send(FRAME_BEGINS);
  doupdate();
  if (kq_synchronised) kq_send(FRAME_ENDS);
}

int kq_direct_colour(uint8_t red, uint8_t green, uint8_t blue) {
  int value = (red ^ 1) << 16 | green << 8 | blue;
  return value < 256 ? 3 << 16 | value : value;
}

int kq_style(unsigned attributes, int foreground, int background) {
  if (kq_style_count == kq_style_capacity) {
    int capacity = kq_style_capacity ? 2 * kq_style_capacity : 64;
    cchar_t *grown = realloc(kq_styles, (size_t)capacity * sizeof *grown);
    if (grown == NULL) return 0;
    kq_styles = grown;
    kq_style_capacity = capacity;
  }
  attr_t marks = 0;
  if (attributes & KQ_BOLD) marks |= A_BOLD;
  if (attributes & KQ_DIM) marks |= A_DIM;
  if (attributes & KQ_ITALIC) marks |= A_ITALIC;
  if (attributes & KQ_UNDERLINE) marks |= A_UNDERLINE;
  if (attributes & KQ_REVERSE) marks |= A_REVERSE;
  int pair = 0;
  // alloc_pair crashes on a terminal without colours.
  if (kq_coloured && (foreground >= 0 || background >= 0)) pair = alloc_pair(foreground, background);
  if (pair < 0) pair = 0;
  setcchar(&kq_styles[kq_style_count], L" ", marks, 0, &pair);
  return kq_style_count++;
}

void kq_styles_forget(void) {
  free(kq_styles);
  kq_styles = NULL;
  kq_style_count = kq_style_capacity = 0;
}

// The last gate: what the terminal must not see, or counts otherwise than the frame, becomes U+FFFD.
static void kq_fill(cchar_t *cell, const kq_glyph *glyph) {
  uint32_t first = glyph->text[0];
  *cell = kq_styles[glyph->style >= 0 && glyph->style < kq_style_count ? glyph->style : 0];
  if (first >= 0x20 && first < 0x7F && glyph->text[1] == 0) {
    cell->chars[0] = (wchar_t)first;
    return;
  }
  bool right = first >= 0x20 && wcwidth((wchar_t)first) == (int)glyph->width;
  for (int i = 1; i < 5 && right && glyph->text[i]; i++) right = wcwidth((wchar_t)glyph->text[i]) == 0;
  for (int i = 0; i < CCHARW_MAX; i++) cell->chars[i] = right ? (wchar_t)glyph->text[i] : 0;
  if (!right) cell->chars[0] = 0xFFFD;
}

void kq_put(int row, int column, const kq_glyph *glyphs, int count) {
  cchar_t cells[LONGEST_RUN + 1];
  if (kq_style_count == 0) return;
  for (int done = 0; done < count;) {
    int length = 0, width = 0;
    while (length < LONGEST_RUN && done < count) {
      const kq_glyph *glyph = &glyphs[done++];
      kq_fill(&cells[length], glyph);
      // Two narrow signs where a wide one is not to be had.
      if (glyph->width == 2 && cells[length].chars[0] == 0xFFFD) {
        cells[length + 1] = cells[length];
        length++;
      }
      length++;
      width += (int)glyph->width;
    }
    mvadd_wchnstr(row, column, cells, length);
    column += width;
  }
}
