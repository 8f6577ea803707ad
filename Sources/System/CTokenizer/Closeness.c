#include "internal.h"

#include <math.h>
#include <sqlite3.h>
#include <string.h>

/// A query counts so many phrases; so many hits of each in a row, and so many rows to see how rare it is.
enum { PHRASES = 128, HITS = 12, ROWS = 512 };

/// What a hit weighs in the text, the standfirst, the title, the byline.
static const double columns[] = {1, 2, 4, 2};

typedef struct {
  int phrases;
  char kinds[PHRASES];
  double rarity[PHRASES];
} kq_query;

static int kq_count(const Fts5ExtensionApi *api, Fts5Context *fts, void *rows) {
  (void)api, (void)fts;
  return ++*(int *)rows < ROWS ? SQLITE_OK : SQLITE_DONE;
}

/// Kinds and rarities, reckoned once for all rows of a query.
static kq_query *kq_begin(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_value *kinds) {
  kq_query *query = api->xGetAuxdata(fts, 0);
  if (query != NULL) return query;
  query = sqlite3_malloc(sizeof *query);
  if (query == NULL) return NULL;
  memset(query, 0, sizeof *query);
  const char *letters = (const char *)sqlite3_value_text(kinds);
  int length = letters ? (int)strlen(letters) : 0, words = 0;
  query->phrases = api->xPhraseCount(fts);
  if (query->phrases > PHRASES) query->phrases = PHRASES;
  for (int i = 0; i < query->phrases; i++) {
    query->kinds[i] = i < length ? letters[i] : 'x';
    words += query->kinds[i] == 'a';
  }
  sqlite3_int64 all = 0;
  api->xRowCount(fts, &all);
  for (int i = 0; i < query->phrases; i++) {
    int rows = 0;
    query->rarity[i] = 1;
    if (words < 2 || query->kinds[i] != 'a') continue;
    api->xQueryPhrase(fts, i, &rows, kq_count);
    query->rarity[i] = log(1 + ((double)all + 0.5) / (rows + 0.5));
  }
  api->xSetAuxdata(fts, query, sqlite3_free);
  return query;
}

static double kq_weight(const Fts5ExtensionApi *api, Fts5Context *fts, int phrase) {
  Fts5PhraseIter hits;
  int column, offset, count = 0;
  double weight = 0;
  if (api->xPhraseFirst(fts, phrase, &hits, &column, &offset) != SQLITE_OK) return 0;
  for (; column >= 0 && count < HITS; count++) {
    if (column < (int)(sizeof columns / sizeof *columns)) weight += columns[column];
    api->xPhraseNext(fts, &hits, &column, &offset);
  }
  return weight;
}

void kq_closeness(
  const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count, sqlite3_value **values
) {
  kq_query *query = count == 1 ? kq_begin(api, fts, values[0]) : NULL;
  if (query == NULL) {
    sqlite3_result_error(context, "closeness: wants the kinds of the phrases", -1);
    return;
  }
  double score = 0;
  int typed = 0;
  for (int i = 0; i < query->phrases; i++) {
    if (query->kinds[i] == 'x') continue;
    double weight = kq_weight(api, fts, i);
    if (query->kinds[i] == 'e') typed += weight > 0;
    else score += query->rarity[i] * weight / (weight + 1.5);
  }
  // Every word in the form it was typed in comes before any closeness.
  sqlite3_result_double(context, score + 1000.0 * typed);
}
