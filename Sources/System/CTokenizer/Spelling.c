#include "internal.h"

#include <sqlite3.h>
#include <string.h>

/// The plain letter below an accented one of Latin-1 and Latin Extended-A; the letter itself for all others.
static uint32_t kq_plain(uint32_t letter) {
  static const char latin1[] = "aaaaaa\0ceeeeiiii\0nooooo\0ouuuuy\0y";
  static const char extended[] =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiii\0\0\0jjkk\0llllll\0\0llnnnnnn\0\0\0oooooo\0\0rrrrrr"
    "ssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz";
  char plain = 0;
  if (letter >= 0xE0 && letter <= 0xFF) plain = latin1[letter - 0xE0];
  if (letter >= 0x100 && letter <= 0x17E) plain = extended[letter - 0x100];
  return plain ? (uint32_t)plain : letter;
}

static bool kq_is_word(uint32_t scalar) {
  if (scalar < 0x80) return (scalar >= '0' && scalar <= '9') || ((scalar | 0x20) >= 'a' && (scalar | 0x20) <= 'z');
  return scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7 && !(scalar >= 0x2000 && scalar <= 0x206F)
    && !(scalar >= 0x3000 && scalar <= 0x3003) && scalar != 0xFFFD && scalar != 0x2BC;
}

/// The bytes that the word takes at the text's start; 0 where it does not stand there.
static int kq_matches(const char *text, int length, const char *word, int word_length) {
  int at = 0, size, wanted_size;
  for (int i = 0; i < word_length; i += wanted_size) {
    if (at >= length) return 0;
    uint32_t wanted = kq_lower(kq_read(word + i, word_length - i, &wanted_size));
    uint32_t found = kq_lower(kq_read(text + at, length - at, &size));
    int apostrophe, other;
    bool quoted = kq_is_apostrophe(word + i, word_length - i, &apostrophe)
      && kq_is_apostrophe(text + at, length - at, &other);
    if (found != wanted && !quoted && !(wanted < 0x80 && kq_plain(found) == wanted)) return 0;
    at += size;
  }
  if (at >= length) return at;
  return kq_is_word(kq_read(text + at, length - at, &size)) ? 0 : at;
}

void kq_spelt(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const char *text = (const char *)sqlite3_value_text(values[0]);
  const char *word = (const char *)sqlite3_value_text(values[1]);
  int length = sqlite3_value_bytes(values[0]), word_length = sqlite3_value_bytes(values[1]);
  bool inside = false, found = false;
  for (int i = 0, size; text && word && word_length > 0 && i < length && !found; i += size) {
    if (!inside) found = kq_matches(text + i, length - i, word, word_length) > 0;
    inside = kq_is_word(kq_read(text + i, length - i, &size));
  }
  sqlite3_result_int(context, found);
}
