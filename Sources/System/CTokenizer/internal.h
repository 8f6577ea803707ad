#ifndef KIOSQUE_CTOKENIZER_INTERNAL_H
#define KIOSQUE_CTOKENIZER_INTERNAL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// First bytes of a text, see CTokenizer.h. KQ_LANGUAGE marks a stem in the index too: no word begins with it.
enum { KQ_LANGUAGE = 1, KQ_ANY_FORM = 2, KQ_MARKS = 3, KQ_OWN_STEM = 4 };

/// A word has so many bytes in the index; what goes on beyond is cut. A word of so few has no stem there.
enum { KQ_WORD = 96, KQ_SHORT = 3 };

/// Reads one code point; the replacement character, one byte long, where the bytes are no UTF-8.
uint32_t kq_read(const char *text, int length, int *size);
int kq_write(uint32_t scalar, char *into);
/// The small letter of Latin, Greek and Cyrillic ones.
uint32_t kq_lower(uint32_t scalar);
/// Whether an apostrophe begins here; its bytes in `size`.
bool kq_is_apostrophe(const char *text, int length, int *size);
/// œ, æ and ß written out, in place: two bytes either way.
void kq_write_out(char *word, int length);

/// A word or a stem.
typedef struct {
  char bytes[KQ_WORD + 8];
  int length;
} kq_form;

void kq_form_set(kq_form *form, const char *bytes, int length);
bool kq_form_same(const kq_form *one, const kq_form *other);

/// Cuts texts into folded words, and knows their stems; one for each index and connection.
typedef struct kq_words kq_words;

int kq_words_new(fts5_api *api, kq_words **words);
void kq_words_free(kq_words *words);

/// The number of a language by its code (`fr`); -1 for one whose words are not stemmed.
int kq_language(const char *code, int length);
enum { KQ_LANGUAGES = 7, KQ_FORMS = 2 * KQ_LANGUAGES + 1 };

/// A word as it was met: without accents and ligatures; as it is written, in small letters; where it stands.
typedef struct {
  kq_form folded, spelt;
  int start, end;
} kq_met;

typedef int (*kq_visit)(void *context, const kq_met *word);

/// Visits the words of a text; elided ones (l’ d’ qu’) are left out. Stops at the first status but SQLITE_OK.
int kq_words_cut(kq_words *words, int flags, const char *text, int length, void *context, kq_visit visit);

/// What the index keeps of a word beside itself: none to two stems, marked. A short word, and a word that is
/// its own stem, has none there; `all` of them are told where a text is searched.
int kq_stems(kq_words *words, int language, const kq_met *met, bool all, kq_form stems[2]);

/// A word of a query and its marked stems in every language, itself first.
int kq_forms(kq_words *words, const kq_met *met, kq_form forms[KQ_FORMS]);

/// Its stems in a language that the index keeps without a mark, because they are words that have no other.
int kq_own_stems(kq_words *words, int language, const kq_met *met, kq_form stems[2]);

/// FTS5's own functions, of this connection.
fts5_api *kq_fts5(sqlite3 *database);

/// FTS5: how well the current row fits. Arguments: a letter for each phrase of the query in its order, `e`
/// the form as it was typed, `a` any form of the same word, `b` the same whose rarity does not count, `x`
/// none of these.
void kq_closeness(
  const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int count, sqlite3_value **values);

/// SQL: spelt(text, word): whether the text has the word in this very form. Blind to case; an accent in the
/// word must be there, a plain letter stands for its accented ones too.
void kq_spelt(sqlite3_context *context, int count, sqlite3_value **values);

/// SQL: begins(text, beginning): whether a word of the text begins so, as the index would have it.
void kq_begins(sqlite3_context *context, int count, sqlite3_value **values);

#endif
