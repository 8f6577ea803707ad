#ifndef KIOSQUE_CSTOPWATCH_H
#define KIOSQUE_CSTOPWATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// Programs under the watch, in a pseudo-terminal or without. Every time is CLOCK_MONOTONIC in nanoseconds and
// taken right after the system call that it is about; nothing is interpreted while the watch runs.

typedef struct kq_watch kq_watch;

/// A program on a pseudo-terminal of its own; NULL where the system refuses.
kq_watch *kq_watch_start(char *const arguments[], char *const environment[], int rows, int columns);

/// Kills the program, if it still runs, and frees everything.
void kq_watch_free(kq_watch *watch);

/// The moment before exec.
int64_t kq_watch_born(const kq_watch *watch);

pid_t kq_watch_process(const kq_watch *watch);

/// What came after a key. `quiet` is not in any of it.
typedef struct {
  int64_t typed;        // the moment before the key was written
  int64_t first, last;  // the moments of the first and the last byte; 0 where none came
  int64_t cpu;          // CPU time of all threads meanwhile
  size_t bytes;
  bool settled;         // it became quiet within ten seconds
  bool ended;           // the other side is gone
} kq_reaction;

/// Types bytes, if any, and takes in what comes until there was neither output nor CPU time for `quiet`
/// milliseconds.
kq_reaction kq_watch_react(kq_watch *watch, const void *bytes, size_t length, int quiet);

/// When output came: up to `end`, a place in all of it, at `at`.
typedef struct {
  size_t end;
  int64_t at;
} kq_arrival;

/// The arrivals of the latest reaction; they stay the watch's until the next one.
const kq_arrival *kq_watch_arrivals(const kq_watch *watch, size_t *count);

/// All output so far; it stays the watch's.
const char *kq_watch_output(const kq_watch *watch, size_t *length);

/// What a program cost.
typedef struct {
  int status;           // exit status, 128 + a signal's number, -1 where it did not start
  int64_t wall, cpu;
  int64_t peak;         // bytes resident at most
} kq_cost;

/// Runs a program to its end between two files; either may be NULL, for /dev/null.
kq_cost kq_run(char *const arguments[], char *const environment[], const char *input, const char *output);

/// The monotonic clock, and this process's CPU time.
int64_t kq_now(void);
int64_t kq_own_cpu(void);

/// From now on an interrupt is remembered and ends what waits here.
void kq_interrupts_watch(void);
bool kq_interrupted(void);

#endif
