#ifndef KIOSQUE_CNCURSES_H
#define KIOSQUE_CNCURSES_H

#include <stdbool.h>
#include <stdint.h>

// curses.h stays behind this face: Swift 6 refuses its mutable globals and cannot see its macros.
// One screen at a time; all calls from one thread, kq_crash_restore apart.

/// What became of an opening.
typedef enum { KQ_OPENED, KQ_NOT_A_TERMINAL, KQ_UNKNOWN_TERMINAL } kq_opening;

/// Which colours a screen is to use: none, those of its terminfo entry, or 24 bits.
typedef enum { KQ_NO_COLOURS, KQ_OWN_COLOURS, KQ_DIRECT_COLOURS } kq_colours;

/// Takes the terminal: alternate screen, raw keys, the mouse if it is wanted, paste and focus reports, signal handlers.
/// Nothing is written to it unless KQ_OPENED comes back.
kq_opening kq_screen_open(const char *term, int input, int output, kq_colours colours, bool mouse);

/// Gives the terminal back for a while; the next kq_screen_flush takes it again.
void kq_screen_leave(void);

/// Takes the terminal again after kq_screen_leave, or after somebody else used it; all is to be drawn anew.
void kq_screen_retake(void);

/// Gives the terminal back for good and frees everything; after a hang-up further SIGHUPs are ignored.
void kq_screen_close(bool hung_up);

/// How many colours the screen shows: 0, 8, 16, 88, 256 or 1 << 24.
int kq_screen_colours(void);

/// Asks the terminal for its size and makes the screen follow.
void kq_screen_measure(int *rows, int *columns);

/// Blanks the picture; kq_screen_flush then sends what differs.
void kq_screen_erase(void);

/// Makes the next kq_screen_flush send everything.
void kq_screen_distrust(void);

/// Asks for the terminal's background and for modes that it has; false where it is of a kind that does not answer.
/// The answers come as input, that of DA1 last.
bool kq_screen_ask(void);

/// From now on each frame is told to be one (mode 2026).
void kq_screen_synchronise(void);

/// The terminal is to say when it becomes dark or light (mode 2031).
void kq_screen_follow_appearance(void);

/// Hands a text to the terminal's clipboard by OSC 52, already in base64.
void kq_screen_copy(const char *base64);

/// Sends the changes, and leaves the cursor at a place, shown or not.
void kq_screen_flush(int cursor_row, int cursor_column, bool shown);

/// Bits of a style, the same as Cells' Style.Attributes.
enum { KQ_BOLD = 1, KQ_DIM = 2, KQ_ITALIC = 4, KQ_UNDERLINE = 8, KQ_REVERSE = 16 };

/// A number for attributes and two colours (-1: the terminal's own), for kq_glyph.style.
int kq_style(unsigned attributes, int foreground, int background);

/// The value to give kq_style for 24 bits; it avoids those that are indices, so #0100xx is one brighter.
int kq_direct_colour(uint8_t red, uint8_t green, uint8_t blue);

/// Forgets every style.
void kq_styles_forget(void);

/// A spacing character and its marks, zeros after them; its columns; its style.
typedef struct {
  uint32_t text[5];
  uint32_t width;
  int style;
} kq_glyph;

/// Puts glyphs side by side; what is not printable or not as wide as said is replaced.
void kq_put(int row, int column, const kq_glyph *glyphs, int count);

/// The string of a terminfo capability such as "kcuu1" as the open screen's terminal sends it; NULL without.
const char *kq_capability(const char *name);

/// Where a byte arrives for each signal that kq_signal_take has to tell; for poll.
int kq_signal_descriptor(void);

/// The next signal that came (SIGWINCH, SIGTERM, SIGTSTP ...), 0 without.
int kq_signal_take(void);

/// A signal's name ("SIGTERM"); "SIGRT" for those without one of their own. Async-signal-safe.
const char *kq_signal_name(int number);

/// What is written on standard error, the signal's name between, when a signal ends the program at once.
void kq_signals_say(const char *before, const char *after);

/// Stops the process group as the terminal's own Ctrl-Z would; returns when it goes on.
void kq_stop_group(void);

/// Restores the terminal with nothing but async-signal-safe calls; does nothing unless it is held.
void kq_crash_restore(void);

#endif
