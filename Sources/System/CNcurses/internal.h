#ifndef KIOSQUE_CNCURSES_INTERNAL_H
#define KIOSQUE_CNCURSES_INTERNAL_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stddef.h>

#include "include/CNcurses.h"

// XTerm Control Sequences: mouse, its SGR form, bracketed paste, focus; synchronised output (2026) and reports of
// dark and light (2031) are asked for where a terminal says that it has them, and ended in any case.
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define REPORTS_ON "\033[?2004h\033[?1004h"
#define REPORTS_OFF "\033[?2031l\033[?1006l\033[?1000l\033[?2004l\033[?1004l"
#define FRAME_BEGINS "\033[?2026h"
#define FRAME_ENDS "\033[?2026l"
#define APPEARANCE_ON "\033[?2031h"
// The background (OSC 11), two modes (DECRQM), and DA1 as the fence: every terminal answers it.
#define QUESTION "\033]11;?\033\\\033[?2026$p\033[?2031$p\033[c"

/// What Entry.c learns about a terminal before anything is written to it.
typedef struct {
  char *terminfo;        // "b64:...", the entry to hand to newterm; NULL to use the database's
  bool known;            // can address its cursor
  bool reports;          // worth asking for mouse, paste and focus reports
  char farewell[512];    // bytes that put the terminal back, without padding
} kq_entry;

/// Reads the entry of `term` and rewrites it; `direct` gives it 24-bit colours.
void kq_entry_read(const char *term, int output, bool direct, kq_entry *entry);

/// Handlers on, and the terminal's state for kq_crash_restore kept; false without a pipe.
bool kq_signals_start(int output, const char *farewell);

/// The signals as they were found; after a hang-up further ones are ignored.
void kq_signals_end(bool hung_up);

/// Tells kq_crash_restore whether there is something to restore.
void kq_signals_hold(bool held);

#endif
