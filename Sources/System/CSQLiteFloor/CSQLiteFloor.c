#define _GNU_SOURCE
#include "include/CSQLiteFloor.h"

#include <CTokenizer.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FIELDS = 4 };

struct kq_floor {
  sqlite3 *archive;
};

typedef struct {
  sqlite3_int64 shelf;
  char *fields[FIELDS];
} kq_text;

static int64_t kq_clock(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

kq_floor *kq_floor_open(const char *archive) {
  kq_floor *floor = calloc(1, sizeof *floor);
  if (floor == NULL) return NULL;
  if (sqlite3_open_v2(archive, &floor->archive, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK) {
    kq_search_register(floor->archive);
    return floor;
  }
  kq_floor_close(floor);
  return NULL;
}

void kq_floor_close(kq_floor *floor) {
  sqlite3_close(floor->archive);
  free(floor);
}

static int64_t kq_ask(kq_floor *floor, const char *sql, const char *expression, int limit, int *found) {
  sqlite3_stmt *statement = NULL;
  int64_t start = kq_clock(CLOCK_MONOTONIC);
  int status = sqlite3_prepare_v2(floor->archive, sql, -1, &statement, NULL);
  if (status == SQLITE_OK) sqlite3_bind_text(statement, 1, expression, -1, SQLITE_STATIC);
  if (status == SQLITE_OK && limit > 0) sqlite3_bind_int(statement, 2, limit);
  *found = 0;
  while (status == SQLITE_OK && (status = sqlite3_step(statement)) == SQLITE_ROW) {
    *found = limit > 0 ? *found + 1 : sqlite3_column_int(statement, 0);
    for (int i = 0; i < sqlite3_column_count(statement); i++) sqlite3_column_text(statement, i);
    status = SQLITE_OK;
  }
  sqlite3_finalize(statement);
  return status == SQLITE_DONE ? kq_clock(CLOCK_MONOTONIC) - start : -1;
}

int64_t kq_floor_page(kq_floor *floor, const char *expression, int limit, int *found) {
  const char *sql =
    "SELECT story.id, story.title, story.date, story.isRead FROM search "
    "JOIN story ON story.shelf = search.rowid WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2";
  return kq_ask(floor, sql, expression, limit, found);
}

int64_t kq_floor_count(kq_floor *floor, const char *expression, int *found) {
  return kq_ask(floor, "SELECT count(*) FROM search WHERE search MATCH ?1", expression, 0, found);
}

int64_t kq_floor_number(kq_floor *floor, const char *sql) {
  sqlite3_stmt *statement = NULL;
  int64_t number = -1;
  if (sqlite3_prepare_v2(floor->archive, sql, -1, &statement, NULL) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW) {
    number = sqlite3_column_int64(statement, 0);
  }
  sqlite3_finalize(statement);
  return number;
}

static int kq_read(kq_floor *floor, kq_text **texts, int limit) {
  sqlite3_stmt *rows = NULL;
  int count = 0, capacity = 0;
  const char *sql = "SELECT story.shelf, story.title, version.byline, version.standfirst, version.text "
                    "FROM story JOIN version ON version.id = story.version ORDER BY story.shelf LIMIT ?1";
  *texts = NULL;
  if (sqlite3_prepare_v2(floor->archive, sql, -1, &rows, NULL) != SQLITE_OK) return -1;
  sqlite3_bind_int(rows, 1, limit > 0 ? limit : -1);
  while (sqlite3_step(rows) == SQLITE_ROW) {
    if (count == capacity) {
      capacity = 2 * capacity + 1024;
      kq_text *grown = realloc(*texts, (size_t)capacity * sizeof *grown);
      if (grown == NULL) break;
      *texts = grown;
    }
    kq_text *text = *texts + count++;
    text->shelf = sqlite3_column_int64(rows, 0);
    for (int i = 0; i < FIELDS; i++) {
      const unsigned char *field = sqlite3_column_text(rows, i + 1);
      text->fields[i] = strdup(field ? (const char *)field : "");
    }
  }
  sqlite3_finalize(rows);
  return count;
}

static bool kq_make(sqlite3 *target, const char *tokenizer) {
  kq_search_register(target);
  char *sql = sqlite3_mprintf(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    "CREATE TABLE story (shelf INTEGER PRIMARY KEY, title TEXT, byline TEXT, standfirst TEXT, text TEXT);"
    "CREATE VIRTUAL TABLE search USING fts5(title, byline, standfirst, text, content = 'story',"
    "  content_rowid = 'shelf', tokenize = %Q)", tokenizer);
  int status = sqlite3_exec(target, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
  return status == SQLITE_OK;
}

static bool kq_insert(sqlite3_stmt *statement, const kq_text *text) {
  sqlite3_bind_int64(statement, 1, text->shelf);
  for (int i = 0; i < FIELDS; i++) sqlite3_bind_text(statement, i + 2, text->fields[i], -1, SQLITE_STATIC);
  bool done = sqlite3_step(statement) == SQLITE_DONE;
  sqlite3_reset(statement);
  return done;
}

static bool kq_fill(sqlite3 *target, const kq_text *texts, int count, int batch) {
  sqlite3_stmt *into[2] = {NULL, NULL};
  const char *const sql[] = {
    "INSERT INTO story VALUES (?1, ?2, ?3, ?4, ?5)",
    "INSERT INTO search (rowid, title, byline, standfirst, text) VALUES (?1, ?2, ?3, ?4, ?5)",
  };
  bool good = true;
  for (int i = 0; i < 2; i++) {
    good = good && sqlite3_prepare_v2(target, sql[i], -1, &into[i], NULL) == SQLITE_OK;
  }
  for (int i = 0; good && i < count; i++) {
    if (i % batch == 0) sqlite3_exec(target, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    good = kq_insert(into[0], &texts[i]) && kq_insert(into[1], &texts[i]);
    bool full = i % batch == batch - 1 || i == count - 1;
    if (full) good = sqlite3_exec(target, "COMMIT", NULL, NULL, NULL) == SQLITE_OK && good;
  }
  for (int i = 0; i < 2; i++) sqlite3_finalize(into[i]);
  return good;
}

kq_floor_copied kq_floor_copy(
  kq_floor *floor, const char *path, const char *tokenizer, int batch, int limit) {
  kq_floor_copied copied = {.stories = -1};
  kq_text *texts;
  int count = kq_read(floor, &texts, limit);
  sqlite3 *target = NULL;
  if (count > 0 && sqlite3_open(path, &target) == SQLITE_OK && kq_make(target, tokenizer)) {
    int64_t wall = kq_clock(CLOCK_MONOTONIC), cpu = kq_clock(CLOCK_PROCESS_CPUTIME_ID);
    if (kq_fill(target, texts, count, batch)) copied.stories = count;
    copied.cpu = kq_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    copied.wall = kq_clock(CLOCK_MONOTONIC) - wall;
  }
  sqlite3_close(target);
  for (int i = 0; i < count; i++) {
    for (int field = 0; field < FIELDS; field++) free(texts[i].fields[field]);
  }
  free(texts);
  return copied;
}
