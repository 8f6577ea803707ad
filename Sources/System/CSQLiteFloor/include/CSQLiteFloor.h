#ifndef KIOSQUE_CSQLITEFLOOR_H
#define KIOSQUE_CSQLITEFLOOR_H

#include <stdint.h>

// What SQLite alone needs for the archive's work, through its C interface. Times are nanoseconds; -1 is a
// failure.

typedef struct kq_floor kq_floor;

/// Opens an archive for reading; NULL where that fails.
kq_floor *kq_floor_open(const char *archive);
void kq_floor_close(kq_floor *floor);

/// The newest rows that match an FTS5 expression; their number goes to `found`.
int64_t kq_floor_page(kq_floor *floor, const char *expression, int limit, int *found);

/// The rows that match an FTS5 expression best by bm25; their number goes to `found`.
int64_t kq_floor_rank(kq_floor *floor, const char *expression, int limit, int *found);

/// How many rows match; their number goes to `found`.
int64_t kq_floor_count(kq_floor *floor, const char *expression, int *found);

typedef struct {
  int stories;          // -1 for a failure
  int64_t wall, cpu;
} kq_floor_copied;

/// Inserts the stories of an archive, each with its newest version's text and its capture as it is kept, into
/// a new database at `path` with a full-text index of the same columns and tokenizer, `batch` stories a
/// transaction, WAL and synchronous=FULL; reading them is not in the times. At most `limit`; 0 for all.
kq_floor_copied kq_floor_copy(kq_floor *floor, const char *path, int batch, int limit);

/// The number that a query of no parameters answers first; -1 for a failure.
int64_t kq_floor_number(kq_floor *floor, const char *sql);

#endif
