#ifndef KIOSQUE_CWORDS_INTERNAL_H
#define KIOSQUE_CWORDS_INTERNAL_H

#include "include/CWords.h"

/// What a scalar is, and the bytes that stand for it in a folded word and in one as it is spelt.
typedef struct {
  uint8_t kind, folded_length, spelt_length;
  char folded[8], spelt[8];
} kq_letter;

const kq_letter *kq_letter_of(uint32_t scalar);

void kq_token_set(kq_token *token, const char *bytes, int length);

#endif
