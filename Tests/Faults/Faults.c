#define _GNU_SOURCE
#include "Faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FILES = 1024, LONGEST_PATH = 512 };

static struct {
  const char *path;
  long at;
  bool stays, is_short, counts_reads;
  int error;
  int log;
  long step_back;
} told = {.log = -1};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long calls;
static long looks;
static char paths[MOST_FILES][LONGEST_PATH];

/// The next definition of a function: that of the C library.
#define REAL(name)                                  \
  ({                                                \
    static void *found;                             \
    if (!found) found = dlsym(RTLD_NEXT, #name);    \
    (__typeof__(&name))found;                       \
  })

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? atol(text) : 0;
}

__attribute__((constructor)) static void begin(void) {
  const char *error = getenv("FAULTS_ERROR"), *log = getenv("FAULTS_LOG");
  told.at = number("FAULTS_AT");
  told.stays = number("FAULTS_ON") != 0;
  told.counts_reads = number("FAULTS_READS") != 0;
  told.step_back = number("FAULTS_CLOCK");
  told.is_short = error && strcmp(error, "SHORT") == 0;
  told.error = !error                        ? EIO
               : strcmp(error, "ENOSPC") == 0 ? ENOSPC
               : strcmp(error, "EINTR") == 0  ? EINTR
                                              : EIO;
  if (log) told.log = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  told.path = getenv("FAULTS_PATH");
}

__attribute__((destructor)) static void end(void) {
  const char *name = getenv("FAULTS_COUNT");
  FILE *file = name ? fopen(name, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", calls);
  fclose(file);
}

static bool is_meant(const char *path) {
  return told.path && path && strstr(path, told.path) && !strstr(path, "-shm");
}

/// The path of a descriptor that is meant; null for others.
static const char *path_of(int file) {
  return file >= 0 && file < MOST_FILES && paths[file][0] ? paths[file] : NULL;
}

/// Counts a call; whether it is to fail.
static bool fails(const char *path, bool reads) {
  if (!path || reads != told.counts_reads) return false;
  long call = ++calls;
  return told.at && (call == told.at || (told.stays && call > told.at));
}

static void note(char kind, const char *path, uint64_t at, const void *data, uint64_t length) {
  if (told.log < 0 || !path) return;
  struct faults_record head = {(uint32_t)kind, (uint32_t)strlen(path), at, data ? length : 0};
  struct iovec parts[] = {
      {&head, sizeof head}, {(void *)path, head.path_length}, {(void *)data, head.length}};
  if (writev(told.log, parts, data ? 3 : 2) < 0) abort();
}

static int opened(int file, const char *path, int flags) {
  if (file < 0 || file >= MOST_FILES) return file;
  pthread_mutex_lock(&lock);
  paths[file][0] = 0;
  if (is_meant(path)) {
    snprintf(paths[file], LONGEST_PATH, "%s", path);
    if (flags & O_TRUNC) note('T', path, 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return file;
}

#define OPEN(name)                                                    \
  int name(const char *path, int flags, ...) {                        \
    va_list list;                                                     \
    va_start(list, flags);                                            \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0; \
    va_end(list);                                                     \
    pthread_mutex_lock(&lock);                                        \
    bool fault = is_meant(path) && fails(path, false);                \
    pthread_mutex_unlock(&lock);                                      \
    if (fault) return errno = told.error, -1;                         \
    return opened(REAL(name)(path, flags, mode), path, flags);        \
  }
OPEN(open)
OPEN(open64)

int close(int file) {
  if (file >= 0 && file < MOST_FILES) paths[file][0] = 0;
  return REAL(close)(file);
}

/// Calls one after the other, so that the log has them in their order.
#define WRITE(name, type)                                                    \
  ssize_t name(int file, const void *data, size_t count, type at) {          \
    pthread_mutex_lock(&lock);                                               \
    const char *path = path_of(file);                                        \
    bool fault = fails(path, false);                                         \
    ssize_t done = -1;                                                       \
    if (fault && !(told.is_short && count > 1)) errno = told.error;          \
    else done = REAL(name)(file, data, fault ? count / 2 : count, at);       \
    if (done > 0) note('W', path, (uint64_t)at, data, (uint64_t)done);       \
    pthread_mutex_unlock(&lock);                                             \
    return done;                                                             \
  }
WRITE(pwrite, off_t)
WRITE(pwrite64, off64_t)

ssize_t write(int file, const void *data, size_t count) {
  const char *path = path_of(file);
  if (!path && (file != STDOUT_FILENO || told.log < 0)) return REAL(write)(file, data, count);
  pthread_mutex_lock(&lock);
  bool fault = fails(path, false);
  off_t at = path ? lseek(file, 0, SEEK_CUR) : 0;
  ssize_t done = -1;
  if (fault && !(told.is_short && count > 1)) errno = told.error;
  else done = REAL(write)(file, data, fault ? count / 2 : count);
  if (done > 0) note(path ? 'W' : 'A', path ? path : "-", (uint64_t)at, data, (uint64_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

#define READ(name, type)                                            \
  ssize_t name(int file, void *data, size_t count, type at) {       \
    pthread_mutex_lock(&lock);                                      \
    bool fault = fails(path_of(file), true);                        \
    pthread_mutex_unlock(&lock);                                    \
    if (fault) return errno = told.error, -1;                       \
    return REAL(name)(file, data, count, at);                       \
  }
READ(pread, off_t)
READ(pread64, off64_t)

#define SYNC(name)                                          \
  int name(int file) {                                      \
    pthread_mutex_lock(&lock);                              \
    const char *path = path_of(file);                       \
    int done = -1;                                          \
    if (fails(path, false)) errno = told.error;             \
    else done = REAL(name)(file);                           \
    if (done == 0) note('S', path, 0, NULL, 0);             \
    pthread_mutex_unlock(&lock);                            \
    return done;                                            \
  }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, type)                                    \
  int name(int file, type length) {                             \
    pthread_mutex_lock(&lock);                                  \
    const char *path = path_of(file);                           \
    int done = -1;                                              \
    if (fails(path, false)) errno = told.error;                 \
    else done = REAL(name)(file, length);                       \
    if (done == 0) note('T', path, (uint64_t)length, NULL, 0);  \
    pthread_mutex_unlock(&lock);                                \
    return done;                                                \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
  pthread_mutex_lock(&lock);
  bool is_one = is_meant(path);
  int done = -1;
  if (is_one && fails(path, false)) errno = told.error;
  else done = REAL(unlink)(path);
  if (done == 0 && is_one) note('U', path, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return done;
}

/// How far back the clock is at this look, in seconds.
static long back(void) { return told.step_back ? told.step_back * __sync_add_and_fetch(&looks, 1) : 0; }

time_t time(time_t *into) {
  time_t now = REAL(time)(NULL) - back();
  if (into) *into = now;
  return now;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int done = REAL(gettimeofday)(now, zone);
  now->tv_sec -= back();
  return done;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  int done = REAL(clock_gettime)(clock, now);
  if (done == 0 && clock == CLOCK_REALTIME) now->tv_sec -= back();
  return done;
}
