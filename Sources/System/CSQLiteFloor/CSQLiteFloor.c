#define _GNU_SOURCE
#include "include/CSQLiteFloor.h"

#include <CTokenizer.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct kq_floor {
  sqlite3 *archive;
};

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
    "JOIN story ON story.searchRow = search.rowid WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2";
  return kq_ask(floor, sql, expression, limit, found);
}

int64_t kq_floor_rank(kq_floor *floor, const char *expression, int limit, int *found) {
  const char *sql = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT ?2";
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

static bool kq_make(sqlite3 *target) {
  kq_search_register(target);
  const char *sql =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    "CREATE TABLE story (id INTEGER PRIMARY KEY, text TEXT, standfirst TEXT, title TEXT, byline TEXT,"
    "  marks TEXT, url TEXT, removed TEXT);"
    "CREATE TABLE capture (story INTEGER, sha256 BLOB UNIQUE, raw BLOB);"
    "CREATE VIRTUAL TABLE search USING fts5(text, standfirst, title, byline, marks, content = 'story',"
    "  content_rowid = 'id', tokenize = 'kiosque')";
  return sqlite3_exec(target, sql, NULL, NULL, NULL) == SQLITE_OK;
}

enum { KEY, TEXT, MARKS = 5, URL, REMOVED, SHA256, RAW, COLUMNS };

// Rows wait in memory, so that reading them is not measured.
typedef struct {
  sqlite3_value *values[COLUMNS];
} kq_row;

static int kq_read(sqlite3_stmt *source, kq_row *rows, int limit) {
  int count = 0;
  while (count < limit && sqlite3_step(source) == SQLITE_ROW) {
    for (int i = 0; i < COLUMNS; i++) {
      rows[count].values[i] = sqlite3_value_dup(sqlite3_column_value(source, i));
    }
    count++;
  }
  return count;
}

static void kq_forget(kq_row *rows, int count) {
  for (int row = 0; row < count; row++) {
    for (int i = 0; i < COLUMNS; i++) sqlite3_value_free(rows[row].values[i]);
  }
}

static bool kq_insert(sqlite3_stmt *statement, const kq_row *row, const int *columns, int count) {
  for (int i = 0; i < count; i++) sqlite3_bind_value(statement, i + 1, row->values[columns[i]]);
  bool done = sqlite3_step(statement) == SQLITE_DONE;
  sqlite3_reset(statement);
  return done;
}

enum { TABLES = 3 };

static bool kq_store(sqlite3 *target, sqlite3_stmt *const into[TABLES], const kq_row *rows, int count) {
  const int story[] = {KEY, TEXT, 2, 3, 4, MARKS, URL, REMOVED}, search[] = {KEY, TEXT, 2, 3, 4, MARKS};
  const int capture[] = {KEY, SHA256, RAW};
  bool good = sqlite3_exec(target, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
  for (int i = 0; good && i < count; i++) {
    good = kq_insert(into[0], &rows[i], story, 8) && kq_insert(into[1], &rows[i], capture, 3) &&
           kq_insert(into[2], &rows[i], search, 6);
  }
  return sqlite3_exec(target, "COMMIT", NULL, NULL, NULL) == SQLITE_OK && good;
}

static bool kq_fill(sqlite3_stmt *source, sqlite3 *target, int batch, int limit, kq_floor_copied *copied) {
  const char *const sql[TABLES] = {
    "INSERT INTO story VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "INSERT INTO capture VALUES (?1, ?2, ?3)",
    "INSERT INTO search (rowid, text, standfirst, title, byline, marks) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  };
  sqlite3_stmt *into[TABLES] = {NULL};
  kq_row *rows = calloc((size_t)batch, sizeof *rows);
  bool good = rows != NULL;
  for (int i = 0; i < TABLES; i++) {
    good = good && sqlite3_prepare_v2(target, sql[i], -1, &into[i], NULL) == SQLITE_OK;
  }
  for (int count = 1; good && count > 0 && copied->stories < limit;) {
    count = kq_read(source, rows, batch);
    int64_t wall = kq_clock(CLOCK_MONOTONIC), cpu = kq_clock(CLOCK_PROCESS_CPUTIME_ID);
    good = count == 0 || kq_store(target, into, rows, count);
    copied->cpu += kq_clock(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    copied->wall += kq_clock(CLOCK_MONOTONIC) - wall;
    copied->stories += count;
    kq_forget(rows, count);
  }
  for (int i = 0; i < TABLES; i++) sqlite3_finalize(into[i]);
  free(rows);
  return good;
}

kq_floor_copied kq_floor_copy(kq_floor *floor, const char *path, int batch, int limit) {
  kq_floor_copied copied = {0};
  sqlite3_stmt *source = NULL;
  sqlite3 *target = NULL;
  const char *sql =
    "SELECT searchText.searchRow, searchText.text, searchText.standfirst, searchText.title, searchText.byline,"
    " searchText.marks, story.url, version.removed, capture.sha256, capture.raw "
    "FROM story JOIN searchText ON searchText.searchRow = story.searchRow "
    "JOIN version ON version.id = story.version JOIN capture ON capture.version = version.id "
    "GROUP BY story.id";
  bool good = sqlite3_prepare_v2(floor->archive, sql, -1, &source, NULL) == SQLITE_OK &&
              sqlite3_open(path, &target) == SQLITE_OK && kq_make(target);
  if (!good || !kq_fill(source, target, batch, limit > 0 ? limit : INT32_MAX, &copied)) copied.stories = -1;
  sqlite3_finalize(source);
  sqlite3_close(target);
  return copied;
}
