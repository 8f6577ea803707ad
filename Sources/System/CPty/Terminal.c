// The terminal in the pseudo-terminal, flattened for Swift.

#include "internal.h"

#include <stdlib.h>
#include <string.h>

static int kq_on_property(VTermProp property, VTermValue *value, void *user) {
  kq_pty *pty = user;
  if (property == VTERM_PROP_CURSORVISIBLE) pty->state.cursor_shown = value->boolean;
  if (property == VTERM_PROP_ALTSCREEN) pty->state.alternate = value->boolean;
  if (property == VTERM_PROP_MOUSE) pty->state.mouse = value->number;
  return 1;
}

static int kq_on_cursor(VTermPos place, VTermPos before, int visible, void *user) {
  kq_pty *pty = user;
  (void)before;
  (void)visible;
  pty->state.cursor_row = place.row;
  pty->state.cursor_column = place.col;
  return 1;
}

// libvterm keeps two modes to itself: they are read off the output.
static void kq_watch(kq_pty *pty, const char *bytes, size_t length) {
  for (size_t i = 0; i + 8 <= length; i++) {
    if (memcmp(bytes + i, "\033[?", 3) != 0) continue;
    if (memcmp(bytes + i + 3, "1004", 4) == 0) pty->state.focus = bytes[i + 7] == 'h';
    if (memcmp(bytes + i + 3, "2004", 4) == 0) pty->state.paste = bytes[i + 7] == 'h';
  }
}

bool kq_pty_furnish(kq_pty *pty, int rows, int columns) {
  static const VTermScreenCallbacks callbacks = {
    .movecursor = kq_on_cursor, .settermprop = kq_on_property,
  };
  pty->kept = malloc(KQ_KEPT);
  pty->terminal = vterm_new(rows, columns);
  if (pty->kept == NULL || pty->terminal == NULL) return false;
  vterm_set_utf8(pty->terminal, 1);
  pty->screen = vterm_obtain_screen(pty->terminal);
  pty->state = (kq_pty_state){.rows = rows, .columns = columns, .cursor_shown = true};
  vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
  vterm_screen_enable_altscreen(pty->screen, 1);
  vterm_screen_reset(pty->screen, 1);
  return true;
}

void kq_pty_take(kq_pty *pty, const char *bytes, size_t length) {
  vterm_input_write(pty->terminal, bytes, length);
  kq_watch(pty, bytes, length);
  for (size_t i = 0; i < length; i++) {
    pty->kept[pty->state.received++ % KQ_KEPT] = (uint8_t)bytes[i];
  }
}

size_t kq_pty_tail(const kq_pty *pty, uint8_t *bytes, size_t capacity) {
  uint64_t count = pty->state.received < KQ_KEPT ? pty->state.received : KQ_KEPT;
  if (count > capacity) count = capacity;
  for (uint64_t i = 0; i < count; i++) bytes[i] = pty->kept[(pty->state.received - count + i) % KQ_KEPT];
  return (size_t)count;
}

static size_t kq_utf8(uint32_t scalar, char *text) {
  if (scalar < 0x80) return (size_t)(text[0] = (char)scalar, 1);
  int more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
  static const uint8_t lead[] = {0, 0xC0, 0xE0, 0xF0};
  text[0] = (char)(lead[more] | scalar >> (6 * more));
  for (int i = 1; i <= more; i++) text[i] = (char)(0x80 | (scalar >> (6 * (more - i)) & 0x3F));
  return (size_t)more + 1;
}

size_t kq_pty_row(kq_pty *pty, int row, char *text, size_t capacity) {
  size_t length = 0;
  VTermScreenCell cell;
  for (int column = 0; column < pty->state.columns; column += cell.width > 1 ? cell.width : 1) {
    VTermPos place = {.row = row, .col = column};
    if (!vterm_screen_get_cell(pty->screen, place, &cell)) break;
    if (length + 4 * VTERM_MAX_CHARS_PER_CELL + 1 > capacity) break;
    if (cell.chars[0] == 0) text[length++] = ' ';
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
      length += kq_utf8(cell.chars[i], text + length);
    }
  }
  if (capacity > 0) text[length] = 0;
  return length;
}

static int32_t kq_rgb(VTermScreen *screen, VTermColor colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour)) return -1;
  vterm_screen_convert_color_to_rgb(screen, &colour);
  return colour.rgb.red << 16 | colour.rgb.green << 8 | colour.rgb.blue;
}

kq_pty_cell kq_pty_cell_at(kq_pty *pty, int row, int column) {
  VTermScreenCell cell;
  VTermPos place = {.row = row, .col = column};
  if (!vterm_screen_get_cell(pty->screen, place, &cell)) return (kq_pty_cell){-1, -1, 0, 0, 0, 0, 0};
  return (kq_pty_cell){
    .foreground = kq_rgb(pty->screen, cell.fg), .background = kq_rgb(pty->screen, cell.bg),
    .bold = cell.attrs.bold, .italic = cell.attrs.italic, .underline = cell.attrs.underline != 0,
    .reverse = cell.attrs.reverse, .width = cell.width,
  };
}

kq_pty_state kq_pty_state_of(kq_pty *pty) { return pty->state; }
