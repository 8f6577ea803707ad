#include "internal.h"

#include <string.h>

uint32_t kq_read(const char *text, int length, int *size) {
  const unsigned char *bytes = (const unsigned char *)text;
  int more = bytes[0] < 0x80 ? 0 : bytes[0] < 0xC2 ? -1 : bytes[0] < 0xE0 ? 1 : bytes[0] < 0xF0 ? 2 : 3;
  *size = 1;
  if (more <= 0) return more == 0 ? bytes[0] : 0xFFFD;
  if (more >= length) return 0xFFFD;
  uint32_t scalar = bytes[0] & (0x3F >> more);
  for (int i = 1; i <= more; i++) {
    if ((bytes[i] & 0xC0) != 0x80) return 0xFFFD;
    scalar = scalar << 6 | (bytes[i] & 0x3F);
  }
  *size = more + 1;
  return scalar;
}

int kq_write(uint32_t scalar, char *into) {
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
  if (scalar == 0x178) return 0xFF;
  if ((scalar >= 0x100 && scalar <= 0x137 && scalar != 0x130) || (scalar >= 0x14A && scalar <= 0x177))
    return scalar | 1;
  if ((scalar >= 0x139 && scalar <= 0x148) || (scalar >= 0x179 && scalar <= 0x17E)) return scalar + (scalar & 1);
  if (scalar >= 0x391 && scalar <= 0x3A9) return scalar + 32;
  if (scalar >= 0x410 && scalar <= 0x42F) return scalar + 32;
  if (scalar >= 0x400 && scalar <= 0x40F) return scalar + 80;
  return scalar;
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

void kq_write_out(char *word, int length) {
  for (int i = 0; i + 1 < length; i++) {
    const char *letters = NULL;
    if (memcmp(word + i, "œ", 2) == 0) letters = "oe";
    if (memcmp(word + i, "æ", 2) == 0) letters = "ae";
    if (memcmp(word + i, "ß", 2) == 0) letters = "ss";
    if (letters != NULL) memcpy(word + i, letters, 2);
  }
}
