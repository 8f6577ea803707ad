#include "CTokenizer.h"
#include "internal.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS = 8 };

/// A word that is looked for, in all forms that it may have.
typedef struct {
  kq_form *forms;
  int count;
} kq_wanted;

typedef struct {
  kq_wanted words[WORDS];
  int count;
  bool open;
  /// Words of it that were just met, and where the first one began.
  int met, start;
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
  int language, *bounds, found, capacity;
} kq_search;

kq_finder *kq_finder_new(sqlite3 *database) {
  fts5_api *api = kq_fts5(database);
  kq_finder *finder = api ? calloc(1, sizeof *finder) : NULL;
  if (finder && kq_words_new(api, &finder->words) != SQLITE_OK) {
    free(finder);
    return NULL;
  }
  return finder;
}

void kq_finder_free(kq_finder *finder) {
  if (finder == NULL) return;
  for (int i = 0; i < finder->count; i++) {
    for (int j = 0; j < finder->items[i].count; j++) free(finder->items[i].words[j].forms);
  }
  free(finder->items);
  kq_words_free(finder->words);
  free(finder);
}

static int kq_want(void *context, const kq_met *met) {
  kq_search *search = context;
  kq_item *item = search->item;
  if (item->count == WORDS) return SQLITE_DONE;
  kq_form forms[KQ_FORMS] = {met->folded};
  int count = search->form == KQ_FIND_ANY_FORM ? kq_forms(search->finder->words, met, forms) : 1;
  kq_form *kept = malloc((size_t)count * sizeof *kept);
  if (kept == NULL) return SQLITE_NOMEM;
  memcpy(kept, forms, (size_t)count * sizeof *kept);
  for (int i = 0; i < count; i++) {
    int first = forms[i].bytes[0] == KQ_LANGUAGE ? 2 : 0;
    if (forms[i].length > first) search->finder->begins[(unsigned char)forms[i].bytes[first]] = true;
  }
  item->words[item->count++] = (kq_wanted){kept, count};
  return SQLITE_OK;
}

void kq_finder_add(kq_finder *finder, const char *words, int length, kq_find form) {
  kq_item *items = realloc(finder->items, (size_t)(finder->count + 1) * sizeof *items);
  if (items == NULL) return;
  finder->items = items;
  kq_item *item = &items[finder->count++];
  memset(item, 0, sizeof *item);
  item->open = form == KQ_FIND_BEGINNING;
  kq_search search = {.finder = finder, .item = item, .form = form};
  kq_words_cut(finder->words, FTS5_TOKENIZE_AUX, words, length, &search, kq_want);
}

static bool kq_fits(const kq_item *item, const kq_met *met, const kq_form *stems, int stem_count) {
  const kq_wanted *wanted = &item->words[item->met];
  for (int i = 0; i < wanted->count; i++) {
    const kq_form *form = &wanted->forms[i];
    if (kq_form_same(form, &met->folded)) return true;
    for (int j = 0; j < stem_count; j++) {
      if (kq_form_same(form, &stems[j])) return true;
    }
    if (item->open && item->met == item->count - 1 && form->length <= met->folded.length
        && memcmp(form->bytes, met->folded.bytes, (size_t)form->length) == 0) return true;
  }
  return false;
}

static int kq_seek(void *context, const kq_met *met) {
  kq_search *search = context;
  if (met->folded.length == 0) return SQLITE_OK;
  if (!search->finder->begins[(unsigned char)met->folded.bytes[0]]) {
    for (int i = 0; i < search->finder->count; i++) search->finder->items[i].met = 0;
    return SQLITE_OK;
  }
  kq_form stems[2];
  int stem_count = kq_stems(search->finder->words, search->language, met, true, stems);
  bool found = false;
  int start = met->start;
  for (int i = 0; i < search->finder->count; i++) {
    kq_item *item = &search->finder->items[i];
    if (item->count == 0) continue;
    if (item->met > 0 && !kq_fits(item, met, stems, stem_count)) item->met = 0;
    if (!kq_fits(item, met, stems, stem_count)) continue;
    if (item->met++ == 0) item->start = met->start;
    if (item->met < item->count) continue;
    item->met = 0;
    if (item->start < start) start = item->start;
    found = true;
  }
  if (!found) return SQLITE_OK;
  search->bounds[2 * search->found] = start;
  search->bounds[2 * search->found + 1] = met->end;
  return ++search->found < search->capacity ? SQLITE_OK : SQLITE_DONE;
}

int kq_finder_find(
  kq_finder *finder, const char *language, const char *text, int length, int *bounds, int capacity
) {
  kq_search search = {.finder = finder, .bounds = bounds, .capacity = capacity};
  search.language = kq_language(language, (int)strlen(language));
  for (int i = 0; i < finder->count; i++) finder->items[i].met = 0;
  if (capacity > 0) kq_words_cut(finder->words, FTS5_TOKENIZE_AUX, text, length, &search, kq_seek);
  return search.found;
}

static void kq_begins_done(void *finder) { kq_finder_free(finder); }

void kq_begins(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  kq_finder *finder = sqlite3_get_auxdata(context, 1);
  if (finder == NULL) {
    finder = kq_finder_new(sqlite3_context_db_handle(context));
    const char *word = (const char *)sqlite3_value_text(values[1]);
    if (finder && word) kq_finder_add(finder, word, sqlite3_value_bytes(values[1]), KQ_FIND_BEGINNING);
    if (finder) sqlite3_set_auxdata(context, 1, finder, kq_begins_done);
    finder = sqlite3_get_auxdata(context, 1);
  }
  if (finder == NULL) {
    sqlite3_result_error_nomem(context);
    return;
  }
  const char *text = (const char *)sqlite3_value_text(values[0]);
  int bounds[2];
  sqlite3_result_int(
    context, text && kq_finder_find(finder, "", text, sqlite3_value_bytes(values[0]), bounds, 1) > 0);
}
