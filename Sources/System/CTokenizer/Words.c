#include "internal.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

/// The languages whose words are stemmed, and the letter that their stems bear in the index.
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
  fts5_tokenizer unicode;
  /// Both take accents off; the second one folds stems while the first is at work on a text.
  Fts5Tokenizer *cutter, *folder;
  struct sb_stemmer *stemmers[KQ_LANGUAGES];
  kq_cached *cache;
};

typedef struct {
  const char *text;
  int length;
  void *context;
  kq_visit visit;
} kq_cut;

void kq_words_free(kq_words *words) {
  if (words == NULL) return;
  if (words->cutter) words->unicode.xDelete(words->cutter);
  if (words->folder) words->unicode.xDelete(words->folder);
  for (int i = 0; i < KQ_LANGUAGES; i++) {
    if (words->stemmers[i]) sb_stemmer_delete(words->stemmers[i]);
  }
  free(words->cache);
  free(words);
}

int kq_words_new(fts5_api *api, kq_words **result) {
  const char *options[] = {"remove_diacritics", "2", "separators", "ʼ"};
  void *inner;
  kq_words *words = calloc(1, sizeof *words);
  if (words == NULL) return SQLITE_NOMEM;
  int status = api->xFindTokenizer(api, "unicode61", &inner, &words->unicode);
  if (status == SQLITE_OK) status = words->unicode.xCreate(inner, options, 4, &words->cutter);
  if (status == SQLITE_OK) status = words->unicode.xCreate(inner, options, 2, &words->folder);
  if (status == SQLITE_OK) *result = words;
  else kq_words_free(words);
  return status;
}

int kq_language(const char *code, int length) {
  if (length != 2) return -1;
  for (int i = 0; i < KQ_LANGUAGES; i++) {
    if (memcmp(languages[i].code, code, 2) == 0) return i;
  }
  return -1;
}

void kq_form_set(kq_form *form, const char *bytes, int length) {
  if (length > KQ_WORD) {
    length = KQ_WORD;
    while (length > 0 && (bytes[length] & 0xC0) == 0x80) length--;
  }
  form->length = length;
  memcpy(form->bytes, bytes, (size_t)length);
}

bool kq_form_same(const kq_form *one, const kq_form *other) {
  return one->length == other->length && memcmp(one->bytes, other->bytes, (size_t)one->length) == 0;
}

static int kq_fold(void *context, int flags, const char *token, int length, int start, int end) {
  (void)flags, (void)start, (void)end;
  kq_form_set(context, token, length);
  return SQLITE_OK;
}

/// The stem of a word in small letters, its accents taken off.
static void kq_stem(kq_words *words, int language, const kq_form *word, kq_form *stem) {
  stem->length = 0;
  struct sb_stemmer **stemmer = &words->stemmers[language];
  if (*stemmer == NULL) *stemmer = sb_stemmer_new(languages[language].stemmer, "UTF_8");
  const sb_symbol *symbols = (const sb_symbol *)word->bytes;
  const char *found = *stemmer ? (const char *)sb_stemmer_stem(*stemmer, symbols, word->length) : NULL;
  if (found == NULL) return;
  int length = sb_stemmer_length(*stemmer);
  bool plain = true;
  for (int i = 0; plain && i < length; i++) plain = (unsigned char)found[i] < 0x80;
  if (plain) kq_form_set(stem, found, length);
  else words->unicode.xTokenize(words->folder, stem, FTS5_TOKENIZE_AUX, found, length, kq_fold);
  kq_write_out(stem->bytes, stem->length);
}

/// Two stems: of what is written and, as whoever leaves accents out types it, of the folded word.
static void kq_both(kq_words *words, int language, const kq_met *met, kq_form stems[2]) {
  kq_stem(words, language, &met->spelt, &stems[0]);
  if (kq_form_same(&met->spelt, &met->folded)) stems[1] = stems[0];
  else kq_stem(words, language, &met->folded, &stems[1]);
}

/// The same, from memory where the word was met before.
static void kq_remembered(kq_words *words, int language, const kq_met *met, kq_form stems[2]) {
  const kq_form *spelt = &met->spelt;
  if (words->cache == NULL) words->cache = calloc(CACHED, sizeof *words->cache);
  if (words->cache == NULL || spelt->length > CACHED_WORD) {
    kq_both(words, language, met, stems);
    return;
  }
  uint32_t hash = 2166136261u ^ (uint32_t)language;
  for (int i = 0; i < spelt->length; i++) hash = (hash ^ (unsigned char)spelt->bytes[i]) * 16777619u;
  kq_cached *entry = &words->cache[(hash ^ hash >> 16) % CACHED];
  if (entry->length == spelt->length && entry->language == language
      && memcmp(entry->word, spelt->bytes, (size_t)spelt->length) == 0) {
    for (int i = 0; i < 2; i++) kq_form_set(&stems[i], entry->stems[i], entry->lengths[i]);
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

static void kq_mark(kq_form *form, int language) {
  memmove(form->bytes + 2, form->bytes, (size_t)form->length);
  form->bytes[0] = KQ_LANGUAGE;
  form->bytes[1] = languages[language].letter;
  form->length += 2;
}

static bool kq_is_number(const kq_form *form) {
  return form->length > 0 && form->bytes[0] >= '0' && form->bytes[0] <= '9';
}

int kq_stems(kq_words *words, int language, const kq_met *met, bool all, kq_form stems[2]) {
  if (language < 0 || kq_is_number(&met->folded) || (!all && met->folded.length <= KQ_SHORT)) return 0;
  kq_form both[2];
  kq_remembered(words, language, met, both);
  int count = 0;
  for (int i = 0; i < 2; i++) {
    if (both[i].length == 0 || (!all && kq_form_same(&both[i], &met->folded))) continue;
    if (i == 1 && kq_form_same(&both[1], &both[0])) continue;
    stems[count] = both[i];
    kq_mark(&stems[count++], language);
  }
  return count;
}

int kq_forms(kq_words *words, const kq_met *met, kq_form forms[KQ_FORMS]) {
  int count = 1;
  forms[0] = met->folded;
  for (int language = 0; language < KQ_LANGUAGES; language++) {
    count += kq_stems(words, language, met, true, forms + count);
  }
  return count;
}

int kq_own_stems(kq_words *words, int language, const kq_met *met, kq_form stems[2]) {
  if (language < 0 || kq_is_number(&met->folded)) return 0;
  kq_form both[2], again;
  kq_both(words, language, met, both);
  int count = 0;
  for (int i = 0; i < 2; i++) {
    if (both[i].length == 0 || kq_form_same(&both[i], &met->folded)) continue;
    if (i == 1 && kq_form_same(&both[1], &both[0])) continue;
    kq_stem(words, language, &both[i], &again);
    if (both[i].length <= KQ_SHORT || kq_form_same(&again, &both[i])) stems[count++] = both[i];
  }
  return count;
}

/// l’ d’ qu’ and their like, when a word follows.
static bool kq_is_elided(const kq_cut *cut, const char *word, int length, int end) {
  static const char *const elided[] = {
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
  };
  int size = 0, rest = cut->length - end;
  if (length > 6 || rest < 2 || !kq_is_apostrophe(cut->text + end, rest, &size) || rest <= size) return false;
  unsigned char next = (unsigned char)cut->text[end + size];
  bool letter = (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
  if (!letter && !(next >= '0' && next <= '9') && next <= 0xC2) return false;
  for (size_t i = 0; i < sizeof elided / sizeof *elided; i++) {
    if ((int)strlen(elided[i]) == length && memcmp(elided[i], word, (size_t)length) == 0) return true;
  }
  return false;
}

static int kq_meet(void *context, int flags, const char *token, int length, int start, int end) {
  (void)flags;
  kq_cut *cut = context;
  if (kq_is_elided(cut, token, length, end)) return SQLITE_OK;
  kq_met met = {.start = start, .end = end};
  kq_form_set(&met.folded, token, length);
  bool plain = end - start == length;
  for (int i = 0; plain && i < length; i++) plain = (unsigned char)token[i] < 0x80;
  if (plain) {
    met.spelt = met.folded;
  } else {
    kq_write_out(met.folded.bytes, met.folded.length);
    int written = 0;
    for (int i = start, size = 0; i < end && written + 4 <= KQ_WORD; i += size) {
      written += kq_write(kq_lower(kq_read(cut->text + i, end - i, &size)), met.spelt.bytes + written);
    }
    met.spelt.length = written;
    kq_write_out(met.spelt.bytes, written);
  }
  return cut->visit(cut->context, &met);
}

int kq_words_cut(
  kq_words *words, int flags, const char *text, int length, void *context, kq_visit visit
) {
  kq_cut cut = {text, length, context, visit};
  return words->unicode.xTokenize(words->cutter, &cut, flags, text, length, kq_meet);
}
