#include "internal.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#define TWO(one, other) ((one) | (other) << 8)

const uint16_t kq_latin_letters[192] = {
  'a', 'a', 'a', 'a', 'a', 'a', TWO('a', 'e'), 'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i',
  'd', 'n', 'o', 'o', 'o', 'o', 'o', 0, 'o', 'u', 'u', 'u', 'u', 'y', TWO('t', 'h'), TWO('s', 's'),
  'a', 'a', 'a', 'a', 'a', 'a', TWO('a', 'e'), 'c', 'e', 'e', 'e', 'e', 'i', 'i', 'i', 'i',
  'd', 'n', 'o', 'o', 'o', 'o', 'o', 0, 'o', 'u', 'u', 'u', 'u', 'y', TWO('t', 'h'), 'y',
  'a', 'a', 'a', 'a', 'a', 'a', 'c', 'c', 'c', 'c', 'c', 'c', 'c', 'c', 'd', 'd',
  'd', 'd', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'e', 'g', 'g', 'g', 'g',
  'g', 'g', 'g', 'g', 'h', 'h', 'h', 'h', 'i', 'i', 'i', 'i', 'i', 'i', 'i', 'i',
  'i', 'i', TWO('i', 'j'), TWO('i', 'j'), 'j', 'j', 'k', 'k', 'k', 'l', 'l', 'l', 'l', 'l', 'l', 'l',
  'l', 'l', 'l', 'n', 'n', 'n', 'n', 'n', 'n', 'n', 'n', 'n', 'o', 'o', 'o', 'o',
  'o', 'o', TWO('o', 'e'), TWO('o', 'e'), 'r', 'r', 'r', 'r', 'r', 'r', 's', 's', 's', 's', 's', 's',
  's', 's', 't', 't', 't', 't', 't', 't', 'u', 'u', 'u', 'u', 'u', 'u', 'u', 'u',
  'u', 'u', 'u', 'u', 'w', 'w', 'y', 'y', 'y', 'z', 'z', 'z', 'z', 'z', 'z', 's',
};

uint32_t kq_read(const char *text, int length, int *size) {
  const unsigned char *bytes = (const unsigned char *)text;
  int more = bytes[0] < 0x80 ? 0 : bytes[0] < 0xC2 ? -1 : bytes[0] < 0xE0 ? 1 : bytes[0] < 0xF0 ? 2 : 3;
  *size = 1;
  if (more <= 0) return more == 0 ? bytes[0] : 0xFFFD;
  if (more >= length || bytes[0] > 0xF4) return 0xFFFD;
  uint32_t scalar = bytes[0] & (0x3F >> more);
  for (int i = 1; i <= more; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0xFFFD;
    scalar = scalar << 6 | (bytes[i] & 0x3F);
  }
  *size = more + 1;
  return scalar;
}

static int kq_write(uint32_t scalar, char *into) {
  if (scalar < 0x80) {
    into[0] = (char)scalar;
    return 1;
  }
  int more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
  for (int i = more; i > 0; i--, scalar >>= 6) into[i] = (char)(0x80 | (scalar & 0x3F));
  into[0] = (char)((0xF0 << (3 - more) & 0xFF) | scalar);
  return more + 1;
}

uint32_t kq_lower(uint32_t scalar) {
  if (scalar < 0x80) return scalar >= 'A' && scalar <= 'Z' ? scalar + 32 : scalar;
  if (scalar >= 0xC0 && scalar <= 0xDE && scalar != 0xD7) return scalar + 32;
  if (scalar < 0x100) return scalar;
  return scalar == 0x3C2 ? 0x3C3 : uc_tolower(scalar);
}

bool kq_is_apostrophe(const char *text, int length, int *size) {
  static const char *const signs[] = {"'", "’", "‘", "ʼ", "＇", "´", "`"};
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    int bytes = (int)strlen(signs[i]);
    if (bytes <= length && memcmp(text, signs[i], (size_t)bytes) == 0) {
      *size = bytes;
      return true;
    }
  }
  return false;
}

// MARK: - Kinds

static bool kq_in(uint32_t scalar, uint32_t from, uint32_t to) { return scalar >= from && scalar <= to; }

/// The blocks of scripts that set no blanks between words; punctuation in them is told by its category.
static bool kq_has_no_blanks(uint32_t scalar) {
  return kq_in(scalar, 0xE00, 0xEFF) || kq_in(scalar, 0x1000, 0x109F) || kq_in(scalar, 0x1780, 0x17FF)
    || kq_in(scalar, 0x3005, 0x312F) || kq_in(scalar, 0x31A0, 0x31FF) || kq_in(scalar, 0x3400, 0x9FFF)
    || kq_in(scalar, 0xA9E0, 0xA9FF) || kq_in(scalar, 0xAA60, 0xAA7F) || kq_in(scalar, 0xF900, 0xFAFF)
    || kq_in(scalar, 0xFF66, 0xFF9F) || kq_in(scalar, 0x1B000, 0x1B16F) || kq_in(scalar, 0x20000, 0x3FFFF);
}

/// Marks upon Latin, Greek, Cyrillic, Hebrew and Arabic letters; those of Indian scripts are vowels.
static bool kq_is_diacritic(uint32_t scalar) {
  return kq_in(scalar, 0x300, 0x36F) || kq_in(scalar, 0x483, 0x487) || kq_in(scalar, 0x591, 0x5C7)
    || kq_in(scalar, 0x610, 0x61A) || kq_in(scalar, 0x64B, 0x65F) || scalar == 0x670
    || kq_in(scalar, 0x6D6, 0x6ED) || kq_in(scalar, 0x1AB0, 0x1AFF) || kq_in(scalar, 0x1DC0, 0x1DFF)
    || kq_in(scalar, 0x20D0, 0x20FF) || kq_in(scalar, 0xFE00, 0xFE0F) || kq_in(scalar, 0xFE20, 0xFE2F);
}

static kq_kind kq_reckoned_kind(uint32_t scalar) {
  if (scalar < 0x80) {
    bool isWord = kq_in(scalar, '0', '9') || kq_in(scalar | 0x20, 'a', 'z');
    return isWord ? KQ_LETTER : KQ_SEPARATOR;
  }
  if (scalar == 0x2BC) return KQ_SEPARATOR;
  // A blank of no width parts words of scripts that set none.
  if (scalar == 0xAD || kq_in(scalar, 0x200C, 0x200F) || kq_in(scalar, 0x202A, 0x202E)
      || kq_in(scalar, 0x2060, 0x206F) || scalar == 0xFEFF) return KQ_FORMAT;
  const uint32_t letters = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_Co;
  if (uc_is_general_category_withtable(scalar, letters)) {
    bool isDigit = uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_Nd | UC_CATEGORY_MASK_No);
    return kq_has_no_blanks(scalar) && !isDigit ? KQ_PAIRED : KQ_LETTER;
  }
  if (!uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_M)) return KQ_SEPARATOR;
  if (kq_is_diacritic(scalar)) return KQ_MARK;
  return kq_has_no_blanks(scalar) ? KQ_PAIRED : KQ_LETTER;
}

// MARK: - Folding

/// Scripts whose letters are taken apart by no decomposition: vowels and voicing would be lost, and Arabic
/// letters with a hamza are letters of their own.
static bool kq_stays_whole(uint32_t scalar) {
  return kq_in(scalar, 0x600, 0x6FF) || kq_in(scalar, 0x900, 0x109F) || kq_in(scalar, 0x3040, 0x30FF)
    || kq_in(scalar, 0xAC00, 0xD7A3);
}

enum { PARTS = 24 };

/// NFKD; how many scalars it has, 0 where they are too many.
static int kq_decomposed(uint32_t scalar, ucs4_t parts[PARTS]) {
  ucs4_t found[UC_DECOMPOSITION_MAX_LENGTH];
  int tag = 0, count = kq_stays_whole(scalar) ? -1 : uc_decomposition(scalar, &tag, found);
  if (count < 0) {
    parts[0] = scalar;
    return 1;
  }
  int all = 0;
  for (int i = 0; i < count; i++) {
    ucs4_t inner[PARTS];
    int more = kq_decomposed(found[i], inner);
    if (more == 0 || all + more > PARTS) return 0;
    memcpy(parts + all, inner, (size_t)more * sizeof *inner);
    all += more;
  }
  return all;
}

/// What a scalar is and what stands for it in a word.
static kq_letter kq_reckoned(uint32_t scalar) {
  kq_letter letter = {.kind = (uint8_t)kq_reckoned_kind(scalar)};
  if (letter.kind != KQ_LETTER && letter.kind != KQ_PAIRED) return letter;
  ucs4_t parts[PARTS] = {scalar};
  int count = kq_in(scalar, 0xC0, 0x17F) ? 1 : kq_decomposed(scalar, parts);
  char folded[8 * PARTS];
  int length = 0;
  bool isWord = count > 0;
  for (int i = 0; i < count && isWord; i++) {
    uint32_t part = kq_lower(parts[i]);
    kq_kind kind = kq_reckoned_kind(part);
    if (kind == KQ_MARK) continue;
    isWord = kind == KQ_LETTER || kind == KQ_PAIRED;
    uint16_t plain = part >= 0xC0 ? kq_latin_letter(part - 0xC0) : 0;
    if (plain == 0) length += kq_write(part, folded + length);
    if (plain != 0) folded[length++] = (char)(plain & 0xFF);
    if (plain > 0xFF) folded[length++] = (char)(plain >> 8);
  }
  if (!isWord || length == 0 || length > (int)sizeof letter.folded) {
    length = kq_write(kq_lower(scalar), folded);
  }
  memcpy(letter.folded, folded, (size_t)length);
  letter.folded_length = (uint8_t)length;
  // Stemmers want accents; ligatures and superior letters they do not know.
  uint32_t lower = kq_lower(scalar);
  bool keepsAccent = lower < 0x250 && lower != 0xE6 && lower != 0x153 && lower != 0xDF && lower != 0xAA
    && lower != 0xBA;
  if (keepsAccent) letter.spelt_length = (uint8_t)kq_write(lower, letter.spelt);
  else memcpy(letter.spelt, letter.folded, letter.spelt_length = letter.folded_length);
  return letter;
}

/// Letters by the upper bits of their scalars, reckoned when the first one of a block is met; any thread may
/// be the one to do it.
static _Atomic(kq_letter *) blocks[0x1100];

const kq_letter *kq_letter_of(uint32_t scalar) {
  static const kq_letter none = {.kind = KQ_SEPARATOR};
  if (scalar > 0x10FFFF) return &none;
  _Atomic(kq_letter *) *place = &blocks[scalar >> 8];
  kq_letter *block = atomic_load_explicit(place, memory_order_acquire);
  if (block == NULL) {
    kq_letter *made = malloc(256 * sizeof *made);
    if (made == NULL) return &none;
    for (uint32_t i = 0; i < 256; i++) made[i] = kq_reckoned((scalar & ~0xFFu) | i);
    if (atomic_compare_exchange_strong(place, &block, made)) block = made;
    else free(made);
  }
  return &block[scalar & 0xFF];
}

kq_kind kq_kind_of(uint32_t scalar) { return (kq_kind)kq_letter_of(scalar)->kind; }
