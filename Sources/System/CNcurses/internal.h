#ifndef KIOSQUE_CNCURSES_INTERNAL_H
#define KIOSQUE_CNCURSES_INTERNAL_H

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stddef.h>

#include "include/CNcurses.h"

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
