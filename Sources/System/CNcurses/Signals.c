// Signals become bytes in a pipe, and a crash leaves the terminal as it was found.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "internal.h"

static const int kq_told[] = {SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGPIPE};
static const int kq_fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT};
enum { TOLD = sizeof kq_told / sizeof *kq_told, FATAL = sizeof kq_fatal / sizeof *kq_fatal };

static struct sigaction kq_told_before[TOLD], kq_fatal_before[FATAL];
static int kq_pipe[2] = {-1, -1};
static volatile sig_atomic_t kq_held, kq_stopping, kq_ending;
static volatile time_t kq_end_asked;

static int kq_output = -1;
static bool kq_has_modes, kq_wants_trace;
static struct termios kq_modes_before;
static char kq_farewell[512];
static size_t kq_farewell_length;

void kq_crash_restore(void) {
  if (!kq_held) return;
  kq_held = 0;
  // A process in the background would be stopped for touching the terminal.
  if (tcgetpgrp(kq_output) != getpgrp()) return;
  ssize_t ignored = write(kq_output, kq_farewell, kq_farewell_length);
  (void)ignored;
  if (kq_has_modes) tcsetattr(kq_output, TCSANOW, &kq_modes_before);
}

// Swift's backtracer, which was there before, asks questions at the terminal: only for those who want it.
static void kq_on_fatal(int number) {
  kq_crash_restore();
  signal(number, SIG_DFL);
  for (int i = 0; i < FATAL && kq_wants_trace; i++) {
    if (kq_fatal[i] == number) sigaction(number, &kq_fatal_before[i], NULL);
  }
  raise(number);
}

// Somebody who asks twice, a second apart, while nobody listens, is not to wait.
static void kq_on_end(int number) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (kq_ending && now.tv_sec > kq_end_asked + 1) {
    kq_crash_restore();
    signal(number, SIG_DFL);
    raise(number);
  } else if (!kq_ending) {
    kq_end_asked = now.tv_sec;
    kq_ending = 1;
  }
}

static void kq_on_told(int number) {
  int saved = errno;
  if (number == SIGTERM || number == SIGINT) kq_on_end(number);
  // SIGPIPE is caught and not ignored so that children find it as it should be.
  if (number != SIGPIPE && !(number == SIGCONT && kq_stopping)) {
    unsigned char byte = (unsigned char)number;
    ssize_t ignored = write(kq_pipe[1], &byte, 1);
    (void)ignored;
  }
  errno = saved;
}

static void kq_catch(int number, void (*handler)(int), int flags, struct sigaction *before) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigfillset(&action.sa_mask);
  sigaction(number, &action, before);
}

// Room to run a handler in when the stack itself ran out (main thread only).
static void kq_spare_stack(void) {
  static char room[32768];
  stack_t spare;
  if (sigaltstack(NULL, &spare) != 0 || !(spare.ss_flags & SS_DISABLE)) return;
  memset(&spare, 0, sizeof spare);
  spare.ss_sp = room;
  spare.ss_size = sizeof room;
  sigaltstack(&spare, NULL);
}

bool kq_signals_start(int output, const char *farewell) {
  static bool at_exit;
  if (pipe2(kq_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  kq_output = output;
  kq_has_modes = tcgetattr(output, &kq_modes_before) == 0;
  kq_farewell_length = strlen(farewell);
  memcpy(kq_farewell, farewell, kq_farewell_length + 1);
  kq_ending = kq_stopping = 0;
  const char *trace = getenv("SWIFT_BACKTRACE");
  kq_wants_trace = trace && strstr(trace, "enable=yes");
  kq_spare_stack();
  for (int i = 0; i < TOLD; i++) {
    kq_catch(kq_told[i], kq_on_told, SA_RESTART, &kq_told_before[i]);
    // nohup, and shells without job control: who started us wants these ignored.
    if (kq_told_before[i].sa_handler == SIG_IGN) sigaction(kq_told[i], &kq_told_before[i], NULL);
  }
  for (int i = 0; i < FATAL; i++) kq_catch(kq_fatal[i], kq_on_fatal, SA_ONSTACK, &kq_fatal_before[i]);
  if (!at_exit) at_exit = atexit(kq_crash_restore) == 0;
  return true;
}

void kq_signals_end(bool hung_up) {
  if (kq_pipe[0] < 0) return;
  for (int i = 0; i < TOLD; i++) sigaction(kq_told[i], &kq_told_before[i], NULL);
  for (int i = 0; i < FATAL; i++) sigaction(kq_fatal[i], &kq_fatal_before[i], NULL);
  // The hang-up comes more than once (kernel, shell); what is to be saved must still be saved.
  if (hung_up) signal(SIGHUP, SIG_IGN);
  close(kq_pipe[0]);
  close(kq_pipe[1]);
  kq_pipe[0] = kq_pipe[1] = -1;
}

void kq_signals_hold(bool held) { kq_held = held; }

int kq_signal_descriptor(void) { return kq_pipe[0]; }

int kq_signal_take(void) {
  unsigned char byte;
  if (kq_pipe[0] < 0 || read(kq_pipe[0], &byte, 1) != 1) return 0;
  return byte;
}

void kq_stop_group(void) {
  struct sigaction ours, plain;
  sigset_t stop, before;
  memset(&plain, 0, sizeof plain);
  plain.sa_handler = SIG_DFL;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  kq_stopping = 1;
  sigaction(SIGTSTP, &plain, &ours);
  pthread_sigmask(SIG_UNBLOCK, &stop, &before);
  kill(0, SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGTSTP, &ours, NULL);
  kq_stopping = 0;
}
