// A terminfo entry of our own, built from the terminal's: the same strings, 24-bit colours where they are
// wanted, and without what terminals claim and do not do. The format is that of term(5), with 32-bit numbers.

#include "internal.h"

#include <stdlib.h>
#include <string.h>
// Last: it defines such words as `columns` and `lines`.
#include <term.h>

enum { BOOLEANS = 37, NUMBERS = 33, STRINGS = 394, CAPACITY = 30000 };

/// The colours of a rewritten entry: the terminal's own way, xterm's table of 256, 24 bits.
typedef enum { KQ_OWN, KQ_TABLE, KQ_DIRECT } kq_kind;

// Strings for colours are short, because curses interprets them anew at every change. In those of 24 bits
// values below 256 are indices of xterm's table; the last bit of red is flipped so black is none of them.
#define TABLE(layer) "\033[" layer ";5;%p1%dm"
#define DIRECT(layer) \
  "\033[" layer ";%?%p1%{256}%<%t5;%p1%d%e2;%p1%{65536}%/%{1}%^%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d%;m"

typedef struct {
  unsigned char bytes[CAPACITY];
  size_t length;
  bool overflow;
} kq_buffer;

static void kq_append(kq_buffer *buffer, const void *bytes, size_t length) {
  if (length > CAPACITY - buffer->length) {
    buffer->overflow = true;
    return;
  }
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
}

// A little-endian number of 2 or 4 bytes.
static void kq_append_number(kq_buffer *buffer, long number, int size) {
  for (int i = 0; i < size; i++) {
    unsigned char byte = (unsigned char)((unsigned long)number >> (8 * i));
    kq_append(buffer, &byte, 1);
  }
}

const char *kq_capability(const char *name) {
  char *value = tigetstr(name);
  return value == NULL || value == (char *)-1 ? NULL : value;
}

static bool kq_among(const char *name, const char *const *names) {
  while (*names && strcmp(name, *names) != 0) names++;
  return *names != NULL;
}

// The string capability as the rewritten entry has it.
static const char *kq_rewritten(const char *name, kq_kind kind) {
  // Many that call themselves xterm-256color lack its `rep`; the palette is the user's.
  static const char *const never[] = {"rep", "initc", "initp", "oc", NULL};
  // Without `sgr`, another string to interpret, curses uses the single attributes' own. Nothing of ours is in
  // the alternate character set, so the end of attributes need not leave it.
  static const char *const slow[] = {"sgr", "smacs", "rmacs", "enacs", "acsc", NULL};
  const char *value = kq_capability(name);
  if (value == NULL || kq_among(name, never)) return NULL;
  // Blinking, shapes (linux, tmux, screen): what was set must not stay behind.
  if (strcmp(name, "cnorm") == 0 && strstr(value, "\033[?25h")) return "\033[?25h";
  if (strcmp(name, "civis") == 0 && strstr(value, "\033[?25l")) return "\033[?25l";
  if (kind == KQ_OWN) return value;
  if (strcmp(name, "setaf") == 0) return kind == KQ_TABLE ? TABLE("38") : DIRECT("38");
  if (strcmp(name, "setab") == 0) return kind == KQ_TABLE ? TABLE("48") : DIRECT("48");
  if (strcmp(name, "op") == 0) return "\033[39;49m";
  if (strcmp(name, "sgr0") == 0) return "\033[m";
  return kq_among(name, slow) ? NULL : value;
}

static int kq_rewritten_number(const char *name, kq_kind kind) {
  if (kind == KQ_DIRECT && strcmp(name, "colors") == 0) return 1 << 24;
  if (kind == KQ_DIRECT && strcmp(name, "pairs") == 0) return 1 << 16;
  if (kind == KQ_DIRECT && strcmp(name, "ncv") == 0) return -1;
  return tigetnum(name);
}

static void kq_append_strings(kq_buffer *buffer, kq_kind kind, long *table_size) {
  long offset = 0;
  for (int i = 0; i < STRINGS; i++) {
    const char *value = kq_rewritten(strnames[i], kind);
    kq_append_number(buffer, value ? offset : -1, 2);
    if (value) offset += (long)strlen(value) + 1;
  }
  for (int i = 0; i < STRINGS; i++) {
    const char *value = kq_rewritten(strnames[i], kind);
    if (value) kq_append(buffer, value, strlen(value) + 1);
  }
  *table_size = offset;
}

static void kq_compile(const char *term, kq_kind kind, kq_buffer *buffer) {
  const long header[] = {01036, (long)strlen(term) + 1, BOOLEANS, NUMBERS, STRINGS, 0};
  for (int i = 0; i < 6; i++) kq_append_number(buffer, header[i], 2);
  kq_append(buffer, term, strlen(term) + 1);
  for (int i = 0; i < BOOLEANS; i++) {
    bool palette = strcmp(boolnames[i], "ccc") == 0;
    kq_append_number(buffer, tigetflag(boolnames[i]) > 0 && !palette, 1);
  }
  if (buffer->length % 2) kq_append_number(buffer, 0, 1);
  for (int i = 0; i < NUMBERS; i++) kq_append_number(buffer, kq_rewritten_number(numnames[i], kind), 4);
  long table_size;
  kq_append_strings(buffer, kind, &table_size);
  if (table_size > 32767) buffer->overflow = true;
  buffer->bytes[10] = (unsigned char)table_size;
  buffer->bytes[11] = (unsigned char)(table_size >> 8);
  if (kind != KQ_DIRECT) return;
  if (buffer->length % 2) kq_append_number(buffer, 0, 1);
  // The extension: one flag, true, whose name is RGB.
  kq_append(buffer, "\1\0\0\0\0\0\1\0\4\0" "\1\0" "\0\0" "RGB", 18);
}

// base64url with the padding, without which ncurses finds the entry bad and says nothing. Text has Base64 too,
// but in Swift, which C targets know nothing of; nor could the entry cross to it before the screen is taken.
static char *kq_encode(const kq_buffer *buffer) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  char *text = malloc(4 + (buffer->length + 2) / 3 * 4 + 1);
  if (text == NULL) return NULL;
  memcpy(text, "b64:", 4);
  char *out = text + 4;
  for (size_t i = 0; i < buffer->length; i += 3) {
    size_t left = buffer->length - i;
    unsigned long group = (unsigned long)buffer->bytes[i] << 16;
    if (left > 1) group |= (unsigned long)buffer->bytes[i + 1] << 8;
    if (left > 2) group |= buffer->bytes[i + 2];
    *out++ = digits[group >> 18];
    *out++ = digits[group >> 12 & 63];
    *out++ = left > 1 ? digits[group >> 6 & 63] : '=';
    *out++ = left > 2 ? digits[group & 63] : '=';
  }
  *out = 0;
  return text;
}

// Adds a capability without its padding ("$<5>").
static void kq_append_farewell(char *farewell, size_t capacity, const char *value) {
  size_t length = strlen(farewell);
  while (value && *value && length + 1 < capacity) {
    if (value[0] == '$' && value[1] == '<') {
      const char *end = strchr(value, '>');
      if (end == NULL) break;
      value = end + 1;
      continue;
    }
    farewell[length++] = *value++;
  }
  farewell[length] = 0;
}

// 24 bits are for terminals that have colours to begin with.
static kq_kind kq_kind_of(bool direct) {
  const char *foreground = kq_capability("setaf");
  if (foreground == NULL || tigetnum("colors") < 8) return KQ_OWN;
  if (direct) return KQ_DIRECT;
  return tigetnum("colors") == 256 && strstr(foreground, "38;5;") ? KQ_TABLE : KQ_OWN;
}

void kq_entry_read(const char *term, int output, bool direct, kq_entry *entry) {
  int status = 0;
  memset(entry, 0, sizeof *entry);
  if (term[0] == 0 || setupterm(term, output, &status) != OK) return;
  entry->known = kq_capability("cup") != NULL && tigetflag("gn") <= 0 && tigetflag("hc") <= 0;
  entry->reports = tigetnum("colors") >= 8;
  kq_kind kind = kq_kind_of(direct);
  if (entry->known) {
    if (entry->reports) kq_append_farewell(entry->farewell, sizeof entry->farewell, REPORTS_OFF);
    static const char *const last[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
    for (int i = 0; i < 5; i++) {
      kq_append_farewell(entry->farewell, sizeof entry->farewell, kq_rewritten(last[i], kind));
    }
    kq_buffer *buffer = calloc(1, sizeof *buffer);
    if (buffer) {
      kq_compile(term, kind, buffer);
      if (!buffer->overflow) entry->terminfo = kq_encode(buffer);
      free(buffer);
    }
  }
  del_curterm(cur_term);
}
