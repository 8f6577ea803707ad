#ifndef KIOSQUE_CWORDS_H
#define KIOSQUE_CWORDS_H

#include <stdbool.h>
#include <stdint.h>

// MARK: - Letters

/// The letters under which U+00C0 to U+017F are compared, by the distance from U+00C0: one ASCII letter, or
/// two with the second one in the high byte; 0 for the two signs × and ÷.
extern const uint16_t kq_latin_letters[192];

static inline uint16_t kq_latin_letter(uint32_t index) { return index < 192 ? kq_latin_letters[index] : 0; }

typedef enum {
  /// Parts words.
  KQ_SEPARATOR,
  /// A letter or digit of a script whose words stand apart.
  KQ_LETTER,
  /// A letter of a script that sets no blanks between words (Han, kana, Thai, Lao, Khmer, Burmese): its
  /// words are overlapping pairs of letters.
  KQ_PAIRED,
  /// A diacritic that does not count; it parts no word.
  KQ_MARK,
  /// A soft hyphen, a joiner and their like: nobody sees it, and it parts no word.
  KQ_FORMAT,
} kq_kind;

kq_kind kq_kind_of(uint32_t scalar);

/// Reads one code point; the replacement character, one byte long, where the bytes are no UTF-8.
uint32_t kq_read(const char *text, int length, int *size);
/// The small letter (Unicode Standard, section 5.18, one scalar to one).
uint32_t kq_lower(uint32_t scalar);
/// Whether an apostrophe begins here; its bytes in `size`.
bool kq_is_apostrophe(const char *text, int length, int *size);

// MARK: - Words

/// A token has so many bytes; what goes on beyond is cut. A word of so few has no stem in an index.
enum { KQ_WORD = 96, KQ_SHORT = 3 };

/// A word, a pair of letters, or a stem.
typedef struct {
  char bytes[KQ_WORD + 8];
  int length;
} kq_token;

bool kq_token_same(const kq_token *one, const kq_token *other);

/// What a stem bears before it in an index, and a letter for its language behind that: no word begins so.
enum { KQ_STEM_MARK = 1 };

/// Knows the stems of words; for one thread at a time.
typedef struct kq_words kq_words;

/// NULL where there is no memory. With `remembers`, stems are kept at hand: for many texts.
kq_words *kq_words_new(bool remembers);
void kq_words_free(kq_words *words);

/// The number of a language by its code (`fr`); -1 for one whose words are not stemmed.
int kq_language(const char *code, int length);
enum { KQ_LANGUAGES = 7, KQ_FORMS = 2 * KQ_LANGUAGES + 1 };

/// A word as it was met.
typedef struct {
  /// In small letters without diacritics and ligatures (NFKD, UAX #15); as it is written, in small letters.
  kq_token folded, spelt;
  /// Its bytes in the text; of a pair, where the first letter ends too.
  int start, first_end, end;
  /// Whether it consists of letters of a script without blanks; whether of one letter of it.
  bool is_pair, is_lone;
  /// Whether it stands at the same position as the word before: the last letter of a run of pairs.
  bool is_colocated;
} kq_met;

/// Anything but 0 stops.
typedef int (*kq_visit)(void *context, const kq_met *word);

/// Visits the words of a text; elided ones (l’ d’ qu’) are left out. Returns what the visitor said last.
///
/// A run of Han, kana or Thai is its overlapping pairs of letters; in a text that is searched, not in a
/// query, its last letter too, so that a single letter is found as the beginning of a pair.
int kq_words_cut(bool is_query, const char *text, int length, void *context, kq_visit visit);

/// What an index keeps of a word beside itself: none to two stems, marked. A short word, and a word that is
/// its own stem, has none there.
int kq_stems(kq_words *words, int language, const kq_met *met, kq_token stems[2]);

/// A word of a query and its marked stems in every language, itself first.
int kq_forms(kq_words *words, const kq_met *met, kq_token forms[KQ_FORMS]);

/// Its stems in a language that an index keeps without a mark, because they are words that have no other.
int kq_own_stems(kq_words *words, int language, const kq_met *met, kq_token stems[2]);

// MARK: - Finding

/// Finds in texts what a search finds in an index; for one thread at a time.
typedef struct kq_finder kq_finder;

typedef enum { KQ_FIND_WRITTEN, KQ_FIND_ANY_FORM, KQ_FIND_BEGINNING, KQ_FIND_EXACT } kq_find;

/// Parts of a story, as bits.
enum { KQ_TITLE = 1, KQ_BODY = 2, KQ_BYLINE = 4 };

/// NULL where there is no memory.
kq_finder *kq_finder_new(void);
void kq_finder_free(kq_finder *finder);

/// Words that stand one after the other, 64 at most, in some parts of a story; with KQ_FIND_BEGINNING the
/// last one may go on, with KQ_FIND_EXACT they must be spelt so (kq_is_spelt).
void kq_finder_add(kq_finder *finder, const char *words, int length, kq_find form, int parts);

/// The bytes where what was added stands in a text of a language (`fr`, or empty) that is one of these
/// parts: begin, end, begin, end … in rising order of ends. Returns how many of these pairs there are,
/// `capacity` of them at most.
int kq_finder_find(
  kq_finder *finder, const char *language, int parts, const char *text, int length, int *bounds,
  int capacity);

/// Whether the text has the word in this very form. Blind to case; an accent in the word must be there, a
/// plain letter stands for its accented ones too.
bool kq_is_spelt(const char *text, int length, const char *word, int word_length);

#endif
