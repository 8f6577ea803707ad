#include "CTokenizer.h"
#include "internal.h"

#include <CWords.h>

#include <stdlib.h>
#include <string.h>

typedef int (*kq_receiver)(void *, int, const char *, int, int, int);

/// A word or a stem that waits to be handed on; its bytes lie in the buffer.
typedef struct {
  int at, length, start, end;
  bool is_colocated;
} kq_waiting;

typedef struct {
  kq_waiting *items;
  int count, capacity;
} kq_row;

/// The words of a text and the stems that they have, each stem once.
typedef struct {
  char *bytes;
  int used, capacity;
  kq_row words, stems;
  /// Numbers of stems by their hash, from 1; 0 for none.
  int *seen;
  int seen_size;
} kq_buffer;

typedef struct {
  kq_words *words;
  kq_buffer buffer;
} kq_tokenizer;

typedef struct {
  kq_tokenizer *tokenizer;
  void *context;
  kq_receiver token;
  /// Bytes before the text that offsets count too.
  int lead;
  int language;
  /// Words of a query that were met.
  int words;
} kq_run;

/// A buffer that held an uncommonly long text is let go.
enum { KEPT = 1 << 20 };

static void kq_empty(kq_buffer *buffer, bool all) {
  if (all || buffer->capacity > KEPT) {
    free(buffer->bytes);
    free(buffer->words.items);
    free(buffer->stems.items);
    free(buffer->seen);
    *buffer = (kq_buffer){0};
  }
  buffer->used = buffer->words.count = buffer->stems.count = 0;
  if (buffer->seen) memset(buffer->seen, 0, (size_t)buffer->seen_size * sizeof *buffer->seen);
}

static void *kq_grown(void *memory, int *capacity, int wanted, size_t size) {
  if (wanted <= *capacity) return memory;
  int larger = wanted > 2 * *capacity ? wanted : 2 * *capacity;
  void *grown = realloc(memory, (size_t)larger * size);
  if (grown) *capacity = larger;
  return grown;
}

static int kq_wait(kq_buffer *buffer, kq_row *row, const kq_token *token, int start, int end) {
  char *bytes = kq_grown(buffer->bytes, &buffer->capacity, buffer->used + token->length + 4096, 1);
  if (bytes == NULL) return SQLITE_NOMEM;
  buffer->bytes = bytes;
  kq_waiting *items = kq_grown(row->items, &row->capacity, row->count + 256, sizeof *items);
  if (items == NULL) return SQLITE_NOMEM;
  row->items = items;
  row->items[row->count++] = (kq_waiting){buffer->used, token->length, start, end, false};
  memcpy(buffer->bytes + buffer->used, token->bytes, (size_t)token->length);
  buffer->used += token->length;
  return SQLITE_OK;
}

static int *kq_place(kq_buffer *buffer, const char *bytes, int length) {
  uint32_t hash = 2166136261u;
  for (int i = 0; i < length; i++) hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
  for (uint32_t at = hash ^ hash >> 15;; at++) {
    int *number = &buffer->seen[at & (uint32_t)(buffer->seen_size - 1)];
    if (*number == 0) return number;
    const kq_waiting *stem = &buffer->stems.items[*number - 1];
    if (stem->length == length && memcmp(buffer->bytes + stem->at, bytes, (size_t)length) == 0) return number;
  }
}

/// Keeps a stem unless it was met before in this text.
static int kq_wait_once(kq_buffer *buffer, const kq_token *stem) {
  if (2 * buffer->stems.count >= buffer->seen_size) {
    int size = buffer->seen_size ? 2 * buffer->seen_size : 1024;
    free(buffer->seen);
    buffer->seen = calloc((size_t)size, sizeof *buffer->seen);
    buffer->seen_size = buffer->seen ? size : 0;
    if (buffer->seen == NULL) return SQLITE_NOMEM;
    for (int i = 0; i < buffer->stems.count; i++) {
      const kq_waiting *known = &buffer->stems.items[i];
      *kq_place(buffer, buffer->bytes + known->at, known->length) = i + 1;
    }
  }
  int *number = kq_place(buffer, stem->bytes, stem->length);
  if (*number != 0) return SQLITE_OK;
  int status = kq_wait(buffer, &buffer->stems, stem, 0, 0);
  if (status == SQLITE_OK) *number = buffer->stems.count;
  return status;
}

static int kq_gather(void *context, const kq_met *met) {
  kq_run *run = context;
  kq_buffer *buffer = &run->tokenizer->buffer;
  kq_token stems[2];
  int status = kq_wait(buffer, &buffer->words, &met->folded, run->lead + met->start, run->lead + met->end);
  if (status != SQLITE_OK) return status;
  buffer->words.items[buffer->words.count - 1].is_colocated = met->is_colocated;
  int count = kq_stems(run->tokenizer->words, run->language, met, stems);
  for (int i = 0; i < count && status == SQLITE_OK; i++) status = kq_wait_once(buffer, &stems[i]);
  return status;
}

/// All stems stand at the first word, each once: a position there takes one byte, and the words of phrases
/// need no stems.
static int kq_hand_on(kq_run *run) {
  const kq_buffer *buffer = &run->tokenizer->buffer;
  int status = SQLITE_OK;
  for (int i = 0; i < buffer->words.count && status == SQLITE_OK; i++) {
    const kq_waiting *word = &buffer->words.items[i];
    int flags = word->is_colocated ? FTS5_TOKEN_COLOCATED : 0;
    status = run->token(run->context, flags, buffer->bytes + word->at, word->length, word->start, word->end);
    for (int j = 0; i == 0 && j < buffer->stems.count && status == SQLITE_OK; j++) {
      const kq_waiting *stem = &buffer->stems.items[j];
      status = run->token(
        run->context, FTS5_TOKEN_COLOCATED, buffer->bytes + stem->at, stem->length, word->start, word->end);
    }
  }
  return status;
}

static int kq_pass(void *context, const kq_met *met) {
  const kq_run *run = context;
  return run->token(
    run->context, met->is_colocated ? FTS5_TOKEN_COLOCATED : 0, met->folded.bytes, met->folded.length,
    run->lead + met->start, run->lead + met->end);
}

static int kq_pass_forms(void *context, const kq_met *met) {
  const kq_run *run = context;
  kq_token forms[KQ_FORMS];
  kq_words *words = run->tokenizer->words;
  int status = SQLITE_OK;
  int count = run->language < 0 ? kq_forms(words, met, forms) : kq_own_stems(words, run->language, met, forms);
  for (int i = 0; i < count && status == SQLITE_OK; i++) {
    int flags = i > 0 ? FTS5_TOKEN_COLOCATED : 0;
    status = run->token(run->context, flags, forms[i].bytes, forms[i].length, met->start, met->end);
  }
  return status;
}

static int kq_count_words(void *context, const kq_met *met) {
  (void)met;
  return ++((kq_run *)context)->words > 1;
}

/// A word of a query in all of its forms. Several that stand together have none but their own: stems stand
/// at no place in a text.
static int kq_pass_query(kq_run *run, const char *text, int length) {
  kq_words_cut(true, text, length, run, kq_count_words);
  if (run->words < 2) return kq_words_cut(true, text, length, run, kq_pass_forms);
  return run->language < 0 ? kq_words_cut(true, text, length, run, kq_pass) : SQLITE_OK;
}

/// Marks as they stand, each behind the byte that says it is one.
static int kq_marks(const char *text, int length, void *context, kq_receiver token) {
  int status = SQLITE_OK;
  for (int start = 1; start < length && status == SQLITE_OK;) {
    const char *space = memchr(text + start, ' ', (size_t)(length - start));
    int end = space ? (int)(space - text) : length;
    char mark[KQ_WORD] = {KQ_MARKS};
    int size = end - start < KQ_WORD - 1 ? end - start : KQ_WORD - 1;
    memcpy(mark + 1, text + start, (size_t)size);
    if (size > 0) status = token(context, 0, mark, size + 1, start, end);
    start = end + 1;
  }
  return status;
}

static int kq_tokenize(
  Fts5Tokenizer *given, void *context, int flags, const char *text, int length, kq_receiver token
) {
  char first = length > 0 ? text[0] : 0;
  if (first == KQ_MARKS) return kq_marks(text, length, context, token);
  kq_tokenizer *tokenizer = (kq_tokenizer *)given;
  kq_run run = {tokenizer, context, token, 0, -1, 0};
  bool is_query = flags & FTS5_TOKENIZE_QUERY;
  if (first == KQ_ANY_FORM && is_query) return kq_pass_query(&run, text + 1, length - 1);
  if (first == KQ_OWN_STEM && length > 2) {
    run.language = kq_language(text + 1, 2);
    return run.language < 0 ? SQLITE_OK : kq_pass_query(&run, text + 3, length - 3);
  }
  if (first == KQ_LANGUAGE) {
    const char *end = memchr(text + 1, KQ_LANGUAGE, (size_t)(length - 1));
    run.lead = end ? (int)(end - text) + 1 : 1;
    run.language = end ? kq_language(text + 1, run.lead - 2) : -1;
  }
  text += run.lead;
  length -= run.lead;
  if (run.language < 0 || !(flags & FTS5_TOKENIZE_DOCUMENT)) {
    return kq_words_cut(is_query, text, length, &run, kq_pass);
  }
  kq_empty(&tokenizer->buffer, false);
  int status = kq_words_cut(is_query, text, length, &run, kq_gather);
  return status == SQLITE_OK ? kq_hand_on(&run) : status;
}

static void kq_delete(Fts5Tokenizer *given) {
  kq_tokenizer *tokenizer = (kq_tokenizer *)given;
  if (tokenizer == NULL) return;
  kq_words_free(tokenizer->words);
  kq_empty(&tokenizer->buffer, true);
  free(tokenizer);
}

static int kq_create(void *context, const char **arguments, int count, Fts5Tokenizer **result) {
  (void)context, (void)arguments, (void)count;
  kq_tokenizer *tokenizer = calloc(1, sizeof *tokenizer);
  if (tokenizer) tokenizer->words = kq_words_new(true);
  if (tokenizer == NULL || tokenizer->words == NULL) {
    free(tokenizer);
    return SQLITE_NOMEM;
  }
  *result = (Fts5Tokenizer *)tokenizer;
  return SQLITE_OK;
}

static fts5_api *kq_fts5(sqlite3 *database) {
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(database, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

int kq_search_register(sqlite3 *database) {
  static fts5_tokenizer tokenizer = {kq_create, kq_delete, kq_tokenize};
  fts5_api *api = kq_fts5(database);
  if (api == NULL) return SQLITE_ERROR;
  int status = api->xCreateTokenizer(api, "kiosque", api, &tokenizer, NULL);
  if (status == SQLITE_OK) status = api->xCreateFunction(api, "closeness", NULL, kq_closeness, NULL);
  static const struct {
    const char *name;
    void (*function)(sqlite3_context *, int, sqlite3_value **);
  } tests[] = {{"spelt", kq_spelt}, {"begins", kq_begins}};
  for (int i = 0; i < 2 && status == SQLITE_OK; i++) {
    status = sqlite3_create_function(
      database, tests[i].name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, tests[i].function, NULL, NULL);
  }
  return status;
}
