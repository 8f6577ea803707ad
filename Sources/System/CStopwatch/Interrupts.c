// Interrupts, remembered: who holds the temporary folder tidies up and ends.

#define _GNU_SOURCE
#include "include/CStopwatch.h"

#include <signal.h>
#include <time.h>

static volatile sig_atomic_t kq_was_interrupted;

static void kq_remember(int number) {
  (void)number;
  kq_was_interrupted = 1;
}

void kq_interrupts_watch(void) {
  struct sigaction action = {.sa_handler = kq_remember};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGHUP, &action, NULL);
}

bool kq_interrupted(void) { return kq_was_interrupted != 0; }

static int64_t kq_clock(clockid_t clock) {
  struct timespec time;
  return clock_gettime(clock, &time) == 0 ? (int64_t)time.tv_sec * 1000000000 + time.tv_nsec : 0;
}

int64_t kq_now(void) { return kq_clock(CLOCK_MONOTONIC); }

int64_t kq_own_cpu(void) { return kq_clock(CLOCK_PROCESS_CPUTIME_ID); }
