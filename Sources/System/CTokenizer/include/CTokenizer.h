#ifndef KIOSQUE_CTOKENIZER_H
#define KIOSQUE_CTOKENIZER_H

struct sqlite3;

/// Makes the search index's words known to a connection: the FTS5 tokenizer `kiosque`, the FTS5 function
/// `closeness`, and the SQL functions `spelt` and `begins`. Returns an SQLite result code.
///
/// The tokenizer reads what a text begins with:
///   1 `fr` 1   a story's text with its language, when a row is indexed
///   2          a query's word, or any that has the same stem in its story's language
///   3          bare marks, apart by spaces, that no word of a text can be
///   4 `fr`     the stem of a query's word in that language, where the index keeps it as a word like others:
///              only stories in that language mean it
/// All else is a query's words in the form they are written in.
int kq_search_register(struct sqlite3 *database);

/// The connection leaves the write-ahead log as it is when it is closed. Returns an SQLite result code.
int kq_keep_log(struct sqlite3 *database);

/// Finds in a text what a search has found in the index.
typedef struct kq_finder kq_finder;

typedef enum { KQ_FIND_WRITTEN, KQ_FIND_ANY_FORM, KQ_FIND_BEGINNING } kq_find;

/// NULL where there is no memory. To be used and freed while the connection is open.
kq_finder *kq_finder_new(struct sqlite3 *database);
void kq_finder_free(kq_finder *finder);

/// Words that stand one after the other, eight at most; with KQ_FIND_BEGINNING the last one may go on.
void kq_finder_add(kq_finder *finder, const char *words, int length, kq_find form);

/// The bytes where what was added stands in a text of a language (`fr`, or empty): begin, end, begin, end …
/// Returns how many of these pairs there are, `capacity` of them at most.
int kq_finder_find(
  kq_finder *finder, const char *language, const char *text, int length, int *bounds, int capacity);

#endif
