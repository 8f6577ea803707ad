#include "internal.h"

#include <string.h>

typedef struct {
  const char *text;
  int length;
  bool is_query;
  void *context;
  kq_visit visit;
} kq_cut;

/// l’ d’ qu’ and their like, when a word follows.
static bool kq_is_elided(const kq_cut *cut, const kq_token *word, int end) {
  static const char *const elided[] = {
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
  };
  int size = 0, rest = cut->length - end;
  if (word->length > 6 || rest < 2) return false;
  // Every apostrophe begins with one of these bytes.
  unsigned char first = (unsigned char)cut->text[end];
  if (first != '\'' && first != '`' && first < 0xC2) return false;
  if (!kq_is_apostrophe(cut->text + end, rest, &size) || rest <= size) return false;
  unsigned char next = (unsigned char)cut->text[end + size];
  bool letter = (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
  if (!letter && !(next >= '0' && next <= '9') && next <= 0xC2) return false;
  for (size_t i = 0; i < sizeof elided / sizeof *elided; i++) {
    if ((int)strlen(elided[i]) == word->length
        && memcmp(elided[i], word->bytes, (size_t)word->length) == 0) return true;
  }
  return false;
}

static void kq_put(kq_token *token, const char *bytes, int length) {
  if (token->length + length > KQ_WORD) return;
  memcpy(token->bytes + token->length, bytes, (size_t)length);
  token->length += length;
}

/// Visits the word that begins at a place; the place behind it.
static int kq_cut_word(const kq_cut *cut, int at, int *status) {
  kq_met met;
  met.is_pair = met.is_lone = met.is_colocated = false;
  met.start = met.end = at;
  char *folded = met.folded.bytes, *spelt = met.spelt.bytes;
  int length = 0;
  const unsigned char *text = (const unsigned char *)cut->text;
  // Most words have nothing but ASCII: both forms are the same.
  for (; at < cut->length && length < KQ_WORD; at++, length++) {
    unsigned char byte = text[at];
    unsigned char small = byte | 0x20;
    if (small >= 'a' && small <= 'z') folded[length] = (char)small;
    else if (byte >= '0' && byte <= '9') folded[length] = (char)byte;
    else break;
  }
  met.end = at;
  met.folded.length = met.spelt.length = length;
  memcpy(spelt, folded, (size_t)length);
  if (at < cut->length && (text[at] >= 0x80 || length == KQ_WORD)) {
    for (int size; at < cut->length; at += size) {
      const kq_letter *letter = kq_letter_of(kq_read(cut->text + at, cut->length - at, &size));
      if (letter->kind == KQ_SEPARATOR || letter->kind == KQ_PAIRED) break;
      if (letter->kind != KQ_FORMAT) met.end = at + size;
      kq_put(&met.folded, letter->folded, letter->folded_length);
      kq_put(&met.spelt, letter->spelt, letter->spelt_length);
    }
  }
  met.first_end = met.end;
  if (met.folded.length > 0 && !kq_is_elided(cut, &met.folded, met.end)) {
    *status = cut->visit(cut->context, &met);
  }
  return at;
}

/// Visits the pairs of a run of letters that are not set apart by blanks; the place behind it.
static int kq_cut_pairs(const kq_cut *cut, int at, int *status) {
  kq_met met = {.is_pair = true};
  const kq_letter *before = NULL;
  int start = at, end = at, count = 0;
  for (int size; at < cut->length && *status == 0; at += size) {
    const kq_letter *letter = kq_letter_of(kq_read(cut->text + at, cut->length - at, &size));
    if (letter->kind == KQ_SEPARATOR || letter->kind == KQ_LETTER) break;
    if (letter->kind != KQ_PAIRED) continue;
    if (before != NULL) {
      met.folded.length = 0;
      kq_put(&met.folded, before->folded, before->folded_length);
      kq_put(&met.folded, letter->folded, letter->folded_length);
      met.spelt = met.folded;
      (met.start = start, met.first_end = end, met.end = at + size);
      count++;
      *status = cut->visit(cut->context, &met);
    }
    (before = letter, start = at, end = at + size);
  }
  if (before == NULL || *status != 0 || (cut->is_query && count > 0)) return at;
  met.folded.length = 0;
  kq_put(&met.folded, before->folded, before->folded_length);
  met.spelt = met.folded;
  (met.start = start, met.first_end = end, met.end = end);
  met.is_lone = true;
  met.is_colocated = count > 0;
  *status = cut->visit(cut->context, &met);
  return at;
}

int kq_words_cut(bool is_query, const char *text, int length, void *context, kq_visit visit) {
  const kq_cut cut = {text, length, is_query, context, visit};
  int status = 0;
  for (int at = 0; at < length && status == 0;) {
    unsigned char byte = (unsigned char)text[at];
    if (byte < 0x80) {
      if ((byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')) {
        at = kq_cut_word(&cut, at, &status);
      } else {
        at++;
      }
      continue;
    }
    int size;
    kq_kind kind = kq_kind_of(kq_read(text + at, length - at, &size));
    if (kind == KQ_LETTER) at = kq_cut_word(&cut, at, &status);
    else if (kind == KQ_PAIRED) at = kq_cut_pairs(&cut, at, &status);
    else at += size;
  }
  return status;
}
