#include "internal.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/// The languages whose words are stemmed, and the letter that their stems bear in an index.
static const struct {
  const char *code, *stemmer;
  char letter;
} languages[KQ_LANGUAGES] = {
  {"fr", "french", 'f'}, {"en", "english", 'e'}, {"de", "german", 'd'}, {"es", "spanish", 's'},
  {"it", "italian", 'i'}, {"pt", "portuguese", 'p'}, {"nl", "dutch", 'n'},
};

/// The stems of one word, kept because a few words are most of every text.
enum { CACHED = 16384, CACHED_WORD = 24 };
typedef struct {
  char word[CACHED_WORD], stems[2][CACHED_WORD];
  uint8_t length, lengths[2], language;
} kq_cached;

struct kq_words {
  struct sb_stemmer *stemmers[KQ_LANGUAGES];
  bool remembers;
  kq_cached *cache;
};

void kq_words_free(kq_words *words) {
  if (words == NULL) return;
  for (int i = 0; i < KQ_LANGUAGES; i++) {
    if (words->stemmers[i]) sb_stemmer_delete(words->stemmers[i]);
  }
  free(words->cache);
  free(words);
}

kq_words *kq_words_new(bool remembers) {
  kq_words *words = calloc(1, sizeof *words);
  if (words) words->remembers = remembers;
  return words;
}

int kq_language(const char *code, int length) {
  if (length != 2) return -1;
  for (int i = 0; i < KQ_LANGUAGES; i++) {
    if (memcmp(languages[i].code, code, 2) == 0) return i;
  }
  return -1;
}

void kq_token_set(kq_token *token, const char *bytes, int length) {
  if (length > KQ_WORD) {
    length = KQ_WORD;
    while (length > 0 && (bytes[length] & 0xC0) == 0x80) length--;
  }
  token->length = length;
  memcpy(token->bytes, bytes, (size_t)length);
}

bool kq_token_same(const kq_token *one, const kq_token *other) {
  return one->length == other->length && memcmp(one->bytes, other->bytes, (size_t)one->length) == 0;
}

static void kq_append(kq_token *token, const char *bytes, int length) {
  if (token->length + length > KQ_WORD) return;
  memcpy(token->bytes + token->length, bytes, (size_t)length);
  token->length += length;
}

// MARK: - Stems

/// The stem of a word in small letters, its accents taken off.
static void kq_stem(kq_words *words, int language, const kq_token *word, kq_token *stem) {
  stem->length = 0;
  struct sb_stemmer **stemmer = &words->stemmers[language];
  if (*stemmer == NULL) *stemmer = sb_stemmer_new(languages[language].stemmer, "UTF_8");
  const sb_symbol *symbols = (const sb_symbol *)word->bytes;
  const char *found = *stemmer ? (const char *)sb_stemmer_stem(*stemmer, symbols, word->length) : NULL;
  if (found == NULL) return;
  int length = sb_stemmer_length(*stemmer);
  for (int i = 0, size; i < length; i += size) {
    const kq_letter *letter = kq_letter_of(kq_read(found + i, length - i, &size));
    kq_append(stem, letter->folded, letter->folded_length);
  }
}

/// Two stems: of what is written and, as whoever leaves accents out types it, of the folded word.
static void kq_both(kq_words *words, int language, const kq_met *met, kq_token stems[2]) {
  kq_stem(words, language, &met->spelt, &stems[0]);
  if (kq_token_same(&met->spelt, &met->folded)) stems[1] = stems[0];
  else kq_stem(words, language, &met->folded, &stems[1]);
}

/// The same, from memory where the word was met before.
static void kq_remembered(kq_words *words, int language, const kq_met *met, kq_token stems[2]) {
  const kq_token *spelt = &met->spelt;
  if (words->remembers && words->cache == NULL) words->cache = calloc(CACHED, sizeof *words->cache);
  if (words->cache == NULL || spelt->length > CACHED_WORD) {
    kq_both(words, language, met, stems);
    return;
  }
  uint32_t hash = 2166136261u ^ (uint32_t)language;
  for (int i = 0; i < spelt->length; i++) hash = (hash ^ (unsigned char)spelt->bytes[i]) * 16777619u;
  kq_cached *entry = &words->cache[(hash ^ hash >> 16) % CACHED];
  if (entry->length == spelt->length && entry->language == language
      && memcmp(entry->word, spelt->bytes, (size_t)spelt->length) == 0) {
    for (int i = 0; i < 2; i++) kq_token_set(&stems[i], entry->stems[i], entry->lengths[i]);
    return;
  }
  kq_both(words, language, met, stems);
  if (stems[0].length > CACHED_WORD || stems[1].length > CACHED_WORD) return;
  entry->length = (uint8_t)spelt->length;
  entry->language = (uint8_t)language;
  memcpy(entry->word, spelt->bytes, (size_t)spelt->length);
  for (int i = 0; i < 2; i++) {
    memcpy(entry->stems[i], stems[i].bytes, (size_t)stems[i].length);
    entry->lengths[i] = (uint8_t)stems[i].length;
  }
}

static void kq_mark(kq_token *token, int language) {
  memmove(token->bytes + 2, token->bytes, (size_t)token->length);
  token->bytes[0] = KQ_STEM_MARK;
  token->bytes[1] = languages[language].letter;
  token->length += 2;
}

static bool kq_has_stems(int language, const kq_met *met) {
  bool isNumber = met->folded.length > 0 && met->folded.bytes[0] >= '0' && met->folded.bytes[0] <= '9';
  return language >= 0 && !isNumber && !met->is_pair;
}

static int kq_marked_stems(
  kq_words *words, int language, const kq_met *met, bool all, kq_token stems[2]
) {
  if (!kq_has_stems(language, met) || (!all && met->folded.length <= KQ_SHORT)) return 0;
  kq_token both[2];
  kq_remembered(words, language, met, both);
  int count = 0;
  for (int i = 0; i < 2; i++) {
    if (both[i].length == 0 || (!all && kq_token_same(&both[i], &met->folded))) continue;
    if (i == 1 && kq_token_same(&both[1], &both[0])) continue;
    stems[count] = both[i];
    kq_mark(&stems[count++], language);
  }
  return count;
}

int kq_stems(kq_words *words, int language, const kq_met *met, kq_token stems[2]) {
  return kq_marked_stems(words, language, met, false, stems);
}

int kq_forms(kq_words *words, const kq_met *met, kq_token forms[KQ_FORMS]) {
  int count = 1;
  forms[0] = met->folded;
  for (int language = 0; language < KQ_LANGUAGES; language++) {
    count += kq_marked_stems(words, language, met, true, forms + count);
  }
  return count;
}

int kq_own_stems(kq_words *words, int language, const kq_met *met, kq_token stems[2]) {
  if (!kq_has_stems(language, met)) return 0;
  kq_token both[2], again;
  kq_both(words, language, met, both);
  int count = 0;
  for (int i = 0; i < 2; i++) {
    if (both[i].length == 0 || kq_token_same(&both[i], &met->folded)) continue;
    if (i == 1 && kq_token_same(&both[1], &both[0])) continue;
    kq_stem(words, language, &both[i], &again);
    if (both[i].length <= KQ_SHORT || kq_token_same(&again, &both[i])) stems[count++] = both[i];
  }
  return count;
}
