#ifndef KIOSQUE_CTOKENIZER_INTERNAL_H
#define KIOSQUE_CTOKENIZER_INTERNAL_H

#include <sqlite3.h>

/// First bytes of a text, see CTokenizer.h. KQ_LANGUAGE is what a stem bears in the index too.
enum { KQ_LANGUAGE = 1, KQ_ANY_FORM = 2, KQ_MARKS = 3, KQ_OWN_STEM = 4 };

/// FTS5: how well the current row fits. Arguments: a letter for each phrase of the query in its order, `e`
/// the form as it was typed, `a` any form of the same word, `b` the same whose rarity does not count, `x`
/// none of these.
void kq_closeness(
  const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count, sqlite3_value **values);

/// SQL: spelt(text, word): see kq_is_spelt in CWords.h.
void kq_spelt(sqlite3_context *context, int count, sqlite3_value **values);

/// SQL: begins(text, beginning): whether a word of the text begins so, as the index would have it.
void kq_begins(sqlite3_context *context, int count, sqlite3_value **values);

#endif
