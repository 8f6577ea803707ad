#ifndef KIOSQUE_CPTY_H
#define KIOSQUE_CPTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// A pseudo-terminal with a terminal in it (libvterm), for tests: what a reader of the screen would see.
// fork happens here and never in Swift.

typedef struct kq_pty kq_pty;

/// A new session with the program on it, found in PATH; NULL where refused; `directory` may be NULL.
kq_pty *kq_pty_start(char *const arguments[], char *const environment[], const char *directory,
                     int rows, int columns);

/// A pair without a program; the slave's descriptor is the caller's to close.
kq_pty *kq_pty_pair(int rows, int columns, int *slave);

/// Kills the program, if it still runs, and frees everything.
void kq_pty_free(kq_pty *pty);

/// Waits so long for output and takes it in: bytes read, 0 for none, -1 when the other side is gone.
long kq_pty_pump(kq_pty *pty, int milliseconds);

/// The same for at most so many bytes, as a slow line takes them.
long kq_pty_sip(kq_pty *pty, int milliseconds, size_t most);

/// Types bytes, taking output in meanwhile; false when they could not be sent within 10 seconds.
bool kq_pty_send(kq_pty *pty, const void *bytes, size_t length);

/// Changes the window's size; the kernel sends SIGWINCH.
void kq_pty_resize(kq_pty *pty, int rows, int columns);

/// Closes the master's side, as a terminal window that is closed.
void kq_pty_hang_up(kq_pty *pty);

/// Sends a signal to the program (not to its group).
void kq_pty_signal(kq_pty *pty, int number);

/// True when the program ended: its exit status, or 128 + the signal's number.
bool kq_pty_ended(kq_pty *pty, int *status);

/// The program's process id; 0 for a pair.
pid_t kq_pty_process(const kq_pty *pty);

/// A row as UTF-8, second halves of wide glyphs left out; its length without the final zero.
size_t kq_pty_row(kq_pty *pty, int row, char *text, size_t capacity);

/// How a cell looks. Colours are 0xRRGGBB, or -1 for the terminal's own.
typedef struct {
  int32_t foreground, background;
  bool bold, italic, underline, reverse;
  int width;
} kq_pty_cell;

kq_pty_cell kq_pty_cell_at(kq_pty *pty, int row, int column);

/// The state of the terminal.
typedef struct {
  int rows, columns;
  int cursor_row, cursor_column;
  bool cursor_shown, alternate;
  bool paste, focus;
  int mouse;
  uint64_t received;
} kq_pty_state;

kq_pty_state kq_pty_state_of(kq_pty *pty);

/// The newest bytes of the output (at most 1 MB are kept): how many were copied.
size_t kq_pty_tail(const kq_pty *pty, uint8_t *bytes, size_t capacity);

#endif
