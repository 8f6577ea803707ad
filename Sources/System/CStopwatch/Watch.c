// A program in a pseudo-terminal, under the watch.

#define _GNU_SOURCE
#include "include/CStopwatch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// A program's output after a key is kept in at most this many pieces; later ones are added to the last.
enum { CHUNK = 1 << 16, PIECES = 512 };

// CPU time that counts as none: what the kernel's own bookkeeping may cost.
static const int64_t idle = 300000;
static const int64_t longest = 10000000000;

struct kq_watch {
  int master;
  pid_t process;
  clockid_t clock;
  int64_t *born;          // written by the child, in shared memory
  char *output;
  size_t length, capacity;
  kq_arrival arrivals[PIECES];
  size_t arrived;
};

kq_watch *kq_watch_start(char *const arguments[], char *const environment[], int rows, int columns) {
  kq_watch *watch = calloc(1, sizeof *watch);
  if (watch == NULL) return NULL;
  watch->born = mmap(NULL, sizeof *watch->born, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  struct winsize window = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (watch->born == MAP_FAILED) {
    free(watch);
    return NULL;
  }
  watch->process = forkpty(&watch->master, NULL, NULL, &window);
  if (watch->process == 0) {
    for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
    *watch->born = kq_now();
    execvpe(arguments[0], arguments, environment);
    _exit(127);
  }
  if (watch->process < 0) {
    munmap(watch->born, sizeof *watch->born);
    free(watch);
    return NULL;
  }
  fcntl(watch->master, F_SETFD, FD_CLOEXEC);
  clock_getcpuclockid(watch->process, &watch->clock);
  return watch;
}

void kq_watch_free(kq_watch *watch) {
  kill(watch->process, SIGKILL);
  waitpid(watch->process, NULL, 0);
  close(watch->master);
  munmap(watch->born, sizeof *watch->born);
  free(watch->output);
  free(watch);
}

int64_t kq_watch_born(const kq_watch *watch) { return *watch->born; }

pid_t kq_watch_process(const kq_watch *watch) { return watch->process; }

const kq_arrival *kq_watch_arrivals(const kq_watch *watch, size_t *count) {
  *count = watch->arrived;
  return watch->arrivals;
}

const char *kq_watch_output(const kq_watch *watch, size_t *length) {
  *length = watch->length;
  return watch->output;
}

static int64_t kq_watch_cpu(const kq_watch *watch) {
  struct timespec time;
  if (clock_gettime(watch->clock, &time) != 0) return 0;
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool kq_watch_grow(kq_watch *watch) {
  if (watch->capacity - watch->length >= CHUNK) return true;
  size_t capacity = 2 * watch->capacity + CHUNK;
  char *grown = realloc(watch->output, capacity);
  if (grown == NULL) return false;
  watch->output = grown;
  watch->capacity = capacity;
  return true;
}

// Takes in what is there: false when the other side is gone.
static bool kq_watch_take(kq_watch *watch, kq_reaction *reaction, int64_t *cpu) {
  if (!kq_watch_grow(watch)) return false;
  ssize_t count = read(watch->master, watch->output + watch->length, CHUNK);
  if (count < 0 && (errno == EINTR || errno == EAGAIN)) return true;
  if (count <= 0) return false;
  reaction->last = kq_now();
  if (reaction->first == 0) reaction->first = reaction->last;
  *cpu = kq_watch_cpu(watch);
  watch->length += (size_t)count;
  reaction->bytes += (size_t)count;
  if (watch->arrived < PIECES) watch->arrived++;
  watch->arrivals[watch->arrived - 1] = (kq_arrival){.end = watch->length, .at = reaction->last};
  return true;
}

kq_reaction kq_watch_react(kq_watch *watch, const void *bytes, size_t length, int quiet) {
  kq_reaction reaction = {0};
  int64_t cpu = kq_watch_cpu(watch), before = cpu;
  watch->arrived = 0;
  if (!kq_watch_grow(watch)) return reaction;
  reaction.typed = kq_now();
  if (length > 0 && write(watch->master, bytes, length) != (ssize_t)length) return reaction;
  while (!kq_interrupted() && kq_now() - reaction.typed < longest) {
    struct pollfd wanted = {.fd = watch->master, .events = POLLIN};
    int ready = poll(&wanted, 1, quiet);
    if (ready > 0 && !kq_watch_take(watch, &reaction, &before)) {
      reaction.ended = true;
      break;
    }
    if (ready != 0) continue;
    int64_t now = kq_watch_cpu(watch);
    if (now - before <= idle) {
      reaction.settled = true;
      break;
    }
    before = now;
  }
  reaction.cpu = kq_watch_cpu(watch) - cpu;
  return reaction;
}
