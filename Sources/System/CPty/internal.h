#ifndef KIOSQUE_CPTY_INTERNAL_H
#define KIOSQUE_CPTY_INTERNAL_H

#define _GNU_SOURCE
#include <vterm.h>

#include "include/CPty.h"

enum { KQ_KEPT = 1 << 20 };

struct kq_pty {
  int master;
  pid_t process;
  bool ended;
  int status;
  VTerm *terminal;
  VTermScreen *screen;
  kq_pty_state state;
  uint8_t *kept;          // a ring of the newest output
};

/// Gives the pty its libvterm; false without memory.
bool kq_pty_furnish(kq_pty *pty, int rows, int columns);

/// Output on its way to the terminal.
void kq_pty_take(kq_pty *pty, const char *bytes, size_t length);

#endif
