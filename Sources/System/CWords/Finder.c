#include "internal.h"

#include <stdlib.h>
#include <string.h>

/// A phrase has so many words.
enum { WORDS = 64 };

/// A form that a word may have; of one that only stories in a language mean, that language, else -1.
typedef struct {
  kq_token token;
  int language;
} kq_wanted_form;

typedef struct {
  kq_wanted_form *forms;
  int count;
} kq_wanted;

/// Words that stand one after the other. Bit i of `met` stands for the first i + 1 of them having been met,
/// the last one just now (Shift-And: Baeza-Yates and Gonnet, 1992); `before` is the same a position earlier.
typedef struct {
  kq_wanted *words;
  int count, parts;
  /// Whether the last word may go on; whether the first one is one letter of a script without blanks.
  bool is_open, begins_lone;
  /// What must be spelt so; NULL where that is all one.
  char *spelt;
  int spelt_length;
  uint64_t met, before;
} kq_item;

struct kq_finder {
  kq_words *words;
  /// First bytes of what is looked for: stemming changes a word's end, never its beginning.
  bool begins[256];
  kq_item *items;
  int count;
};

typedef struct {
  kq_finder *finder;
  kq_item *item;
  kq_find form;
  bool has_stems;
  const char *text;
  int language, parts, *bounds, found, capacity, position;
  /// Where the word at each of the last positions begins, and the lone letter there; -1 for none.
  int starts[WORDS], lone_starts[WORDS];
} kq_search;

kq_finder *kq_finder_new(void) {
  kq_finder *finder = calloc(1, sizeof *finder);
  if (finder) finder->words = kq_words_new(false);
  if (finder && finder->words) return finder;
  free(finder);
  return NULL;
}

void kq_finder_free(kq_finder *finder) {
  if (finder == NULL) return;
  for (int i = 0; i < finder->count; i++) {
    for (int j = 0; j < finder->items[i].count; j++) free(finder->items[i].words[j].forms);
    free(finder->items[i].words);
    free(finder->items[i].spelt);
  }
  free(finder->items);
  kq_words_free(finder->words);
  free(finder);
}

static void kq_want_form(kq_finder *finder, kq_wanted *wanted, const kq_token *token, int language) {
  int first = token->bytes[0] == KQ_STEM_MARK ? 2 : 0;
  if (token->length <= first) return;
  finder->begins[(unsigned char)token->bytes[first]] = true;
  wanted->forms[wanted->count++] = (kq_wanted_form){*token, language};
}

static int kq_want(void *context, const kq_met *met) {
  kq_search *search = context;
  kq_item *item = search->item;
  kq_finder *finder = search->finder;
  if (item->count == WORDS) return 1;
  kq_wanted *words = realloc(item->words, (size_t)(item->count + 1) * sizeof *words);
  if (words == NULL) return 1;
  item->words = words;
  kq_wanted *wanted = &words[item->count];
  wanted->count = 0;
  wanted->forms = malloc((KQ_FORMS + 2 * KQ_LANGUAGES) * sizeof *wanted->forms);
  if (wanted->forms == NULL) return 1;
  item->count++;
  kq_want_form(finder, wanted, &met->folded, -1);
  if (search->form == KQ_FIND_ANY_FORM) {
    kq_token forms[KQ_FORMS];
    int count = kq_forms(finder->words, met, forms);
    for (int i = 1; i < count; i++) kq_want_form(finder, wanted, &forms[i], -1);
    for (int language = 0; language < KQ_LANGUAGES; language++) {
      int own = kq_own_stems(finder->words, language, met, forms);
      for (int i = 0; i < own; i++) kq_want_form(finder, wanted, &forms[i], language);
    }
  }
  // A single letter of these scripts is the beginning of a pair.
  if (item->count == 1) item->begins_lone = met->is_lone;
  item->is_open = search->form == KQ_FIND_BEGINNING || met->is_lone;
  return 0;
}

void kq_finder_add(kq_finder *finder, const char *words, int length, kq_find form, int parts) {
  kq_item *items = realloc(finder->items, (size_t)(finder->count + 1) * sizeof *items);
  if (items == NULL) return;
  finder->items = items;
  kq_item *item = &items[finder->count++];
  *item = (kq_item){.parts = parts};
  if (form == KQ_FIND_EXACT && length > 0 && (item->spelt = malloc((size_t)length)) != NULL) {
    memcpy(item->spelt, words, (size_t)length);
    item->spelt_length = length;
  }
  kq_search search = {.finder = finder, .item = item, .form = form};
  kq_words_cut(true, words, length, &search, kq_want);
}

/// Whether a word of a text fits, and whether only its beginning does.
static bool kq_fits(
  const kq_search *search, const kq_item *item, int index, const kq_met *met, const kq_token *stems,
  int stem_count, bool *is_beginning
) {
  const kq_wanted *wanted = &item->words[index];
  for (int i = 0; i < wanted->count; i++) {
    const kq_wanted_form *form = &wanted->forms[i];
    if (form->language >= 0 && form->language != search->language) continue;
    if (kq_token_same(&form->token, &met->folded)) return true;
    // An index keeps stems beside no place in the text: phrases are found by their words alone.
    for (int j = 0; item->count == 1 && j < stem_count; j++) {
      if (kq_token_same(&form->token, &stems[j])) return true;
    }
    if (!item->is_open || index < item->count - 1 || form->token.length > met->folded.length) continue;
    *is_beginning = memcmp(form->token.bytes, met->folded.bytes, (size_t)form->token.length) == 0;
    if (*is_beginning) return true;
  }
  return false;
}

/// The words of an item that a word of a text fits, as bits.
static uint64_t kq_fitting(
  const kq_search *search, const kq_item *item, const kq_met *met, const kq_token *stems, int stem_count,
  bool *is_beginning
) {
  uint64_t fitting = 0;
  for (int i = 0; i < item->count; i++) {
    bool isBeginning = false;
    if (kq_fits(search, item, i, met, stems, stem_count, &isBeginning)) fitting |= (uint64_t)1 << i;
    if (i == item->count - 1) *is_beginning = isBeginning;
  }
  return fitting;
}

/// Whether what was found is spelt as it must be; an elided article before it belongs to it.
static bool kq_is_spelt_so(const kq_search *search, const kq_item *item, int start, int end) {
  if (item->spelt == NULL) return true;
  int from = start > item->spelt_length ? start - item->spelt_length : 0;
  return kq_is_spelt(search->text + from, end - from, item->spelt, item->spelt_length);
}

static int kq_seek(void *context, const kq_met *met) {
  kq_search *search = context;
  kq_finder *finder = search->finder;
  if (!met->is_colocated) search->starts[++search->position % WORDS] = met->start;
  search->lone_starts[search->position % WORDS] = met->is_lone ? met->start : -1;
  bool isWanted = met->folded.length > 0 && finder->begins[(unsigned char)met->folded.bytes[0]];
  kq_token stems[2];
  int stem_count =
    isWanted && search->has_stems ? kq_stems(finder->words, search->language, met, stems) : 0;
  int start = -1, end = met->start;
  for (int i = 0; i < finder->count; i++) {
    kq_item *item = &finder->items[i];
    if (item->count == 0 || (item->parts & search->parts) == 0) continue;
    bool isBeginning = false;
    uint64_t fitting =
      isWanted ? kq_fitting(search, item, met, stems, stem_count, &isBeginning) : 0;
    if (!met->is_colocated) item->before = item->met;
    uint64_t now = (item->before << 1 | 1) & fitting;
    item->met = met->is_colocated ? item->met | now : now;
    if ((now >> (item->count - 1) & 1) == 0) continue;
    int place = (search->position - item->count + 1) % WORDS;
    bool isLone = item->begins_lone && search->lone_starts[place] >= 0
      && (item->count > 1 || met->is_colocated);
    int first = isLone ? search->lone_starts[place] : search->starts[place];
    if (!kq_is_spelt_so(search, item, first, met->end)) continue;
    if (start < 0 || first < start) start = first;
    int last = isBeginning && met->is_pair ? met->first_end : met->end;
    if (last > end) end = last;
  }
  if (start < 0) return 0;
  search->bounds[2 * search->found] = start;
  search->bounds[2 * search->found + 1] = end;
  return ++search->found < search->capacity ? 0 : 1;
}

int kq_finder_find(
  kq_finder *finder, const char *language, int parts, const char *text, int length, int *bounds, int capacity
) {
  kq_search search = {.finder = finder, .text = text, .parts = parts, .bounds = bounds, .capacity = capacity};
  search.language = kq_language(language, (int)strlen(language));
  // An index keeps no stems of names.
  search.has_stems = parts != KQ_BYLINE;
  search.position = WORDS;
  for (int i = 0; i < finder->count; i++) finder->items[i].met = 0;
  if (capacity > 0) kq_words_cut(false, text, length, &search, kq_seek);
  return search.found;
}
