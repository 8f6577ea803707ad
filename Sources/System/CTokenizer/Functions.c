#include "internal.h"

#include <CWords.h>
#include <sqlite3.h>
#include <stddef.h>

void kq_spelt(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const char *text = (const char *)sqlite3_value_text(values[0]);
  const char *word = (const char *)sqlite3_value_text(values[1]);
  int length = sqlite3_value_bytes(values[0]), word_length = sqlite3_value_bytes(values[1]);
  sqlite3_result_int(context, text && word && kq_is_spelt(text, length, word, word_length));
}

static void kq_begins_done(void *finder) { kq_finder_free(finder); }

void kq_begins(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  kq_finder *finder = sqlite3_get_auxdata(context, 1);
  if (finder == NULL) {
    finder = kq_finder_new();
    const char *word = (const char *)sqlite3_value_text(values[1]);
    if (finder && word) {
      kq_finder_add(finder, word, sqlite3_value_bytes(values[1]), KQ_FIND_BEGINNING, KQ_BODY);
    }
    if (finder) sqlite3_set_auxdata(context, 1, finder, kq_begins_done);
    finder = sqlite3_get_auxdata(context, 1);
  }
  if (finder == NULL) {
    sqlite3_result_error_nomem(context);
    return;
  }
  const char *text = (const char *)sqlite3_value_text(values[0]);
  int bounds[2];
  int length = sqlite3_value_bytes(values[0]);
  sqlite3_result_int(context, text && kq_finder_find(finder, "", KQ_BODY, text, length, bounds, 1) > 0);
}
