#include "internal.h"

/// The plain letter below an accented one of Latin-1 and Latin Extended-A; the letter itself for all others.
static uint32_t kq_plain(uint32_t letter) {
  uint16_t plain = letter >= 0xC0 ? kq_latin_letter(letter - 0xC0) : 0;
  return plain > 0 && plain <= 0xFF ? plain : letter;
}

static bool kq_goes_on(uint32_t scalar) {
  kq_kind kind = kq_kind_of(scalar);
  return kind == KQ_LETTER || kind == KQ_MARK;
}

/// The bytes that the word takes at the text's start; 0 where it does not stand there.
static int kq_matches(const char *text, int length, const char *word, int word_length) {
  int at = 0, size, wanted_size;
  for (int i = 0; i < word_length; i += wanted_size) {
    uint32_t wanted = kq_lower(kq_read(word + i, word_length - i, &wanted_size)), found = 0;
    for (; at < length; at += size) {
      found = kq_lower(kq_read(text + at, length - at, &size));
      if (found == wanted || kq_kind_of(found) != KQ_FORMAT) break;
    }
    if (at >= length) return 0;
    int apostrophe, other;
    bool quoted = kq_is_apostrophe(word + i, word_length - i, &apostrophe)
      && kq_is_apostrophe(text + at, length - at, &other);
    if (found != wanted && !quoted && !(wanted < 0x80 && kq_plain(found) == wanted)) return 0;
    at += size;
  }
  if (at >= length) return at;
  return kq_goes_on(kq_read(text + at, length - at, &size)) ? 0 : at;
}

bool kq_is_spelt(const char *text, int length, const char *word, int word_length) {
  bool inside = false, found = false;
  for (int i = 0, size; word_length > 0 && i < length && !found; i += size) {
    if (!inside) found = kq_matches(text + i, length - i, word, word_length) > 0;
    kq_kind kind = kq_kind_of(kq_read(text + i, length - i, &size));
    inside = kind == KQ_LETTER || (inside && (kind == KQ_MARK || kind == KQ_FORMAT));
  }
  return found;
}
