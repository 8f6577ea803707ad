#define _GNU_SOURCE
#include "CText.h"

#include <CLater.h>
#include <stdlib.h>
#include <string.h>
#include <uchardet/uchardet.h>
#include <unilbrk.h>
#include <uninorm.h>
#include <wchar.h>

/// A function of uchardet, which is loaded with the first bytes that are no UTF-8.
#define CHARDET(function) KQ_LATER(KQ_LIBCHARDET, function)

int kq_wcwidth(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

uint8_t *kq_normalise(const uint8_t *text, size_t length, kq_form form, size_t *result_length) {
  return u8_normalize(form == KQ_NFC ? UNINORM_NFC : UNINORM_NFKD, text, length, NULL, result_length);
}

void kq_line_breaks(const uint8_t *text, size_t length, char *breaks) {
  u8_possible_linebreaks(text, length, "UTF-8", breaks);
  for (size_t i = 0; i < length; i++)
    breaks[i] = breaks[i] == UC_BREAK_MANDATORY ? 2 : breaks[i] == UC_BREAK_POSSIBLE ? 1 : 0;
}

void kq_guess_charset(const uint8_t *bytes, size_t length, char *name, size_t capacity) {
  name[0] = 0;
  uchardet_t detector = CHARDET(uchardet_new)();
  if (CHARDET(uchardet_handle_data)(detector, (const char *)bytes, length) == 0) {
    CHARDET(uchardet_data_end)(detector);
    strncpy(name, CHARDET(uchardet_get_charset)(detector), capacity - 1);
    name[capacity - 1] = 0;
  }
  CHARDET(uchardet_delete)(detector);
}

void kq_free(void *memory) { free(memory); }
