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

// Those that end a program by default are told too, so that it ends with everything in its place; so are the
// real-time ones.
static const int kq_told[] = {
  SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGPIPE, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF,
  SIGIO, SIGPWR, SIGSTKFLT, SIGXCPU, SIGXFSZ,
};
static const int kq_fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT, SIGSYS};
enum { TOLD = sizeof kq_told / sizeof *kq_told, FATAL = sizeof kq_fatal / sizeof *kq_fatal };

static struct sigaction kq_before[NSIG];
static int kq_pipe[2] = {-1, -1};
static volatile sig_atomic_t kq_held, kq_stopping, kq_ending;
static volatile time_t kq_end_asked;

static int kq_output = -1;
static bool kq_has_modes, kq_wants_trace;
static struct termios kq_modes_before;
static char kq_farewell[512];
static size_t kq_farewell_length;
static char kq_words[2][256];

void kq_crash_restore(void) {
  if (!kq_held) return;
  kq_held = 0;
  // A process in the background would be stopped for touching the terminal.
  if (tcgetpgrp(kq_output) != getpgrp()) return;
  ssize_t ignored = write(kq_output, kq_farewell, kq_farewell_length);
  (void)ignored;
  if (kq_has_modes) tcsetattr(kq_output, TCSANOW, &kq_modes_before);
}

void kq_signals_say(const char *before, const char *after) {
  const char *const words[] = {before, after};
  for (int i = 0; i < 2; i++) {
    size_t length = strnlen(words[i], sizeof *kq_words - 1);
    memcpy(kq_words[i], words[i], length);
    kq_words[i][length] = 0;
  }
}

const char *kq_signal_name(int number) {
  switch (number) {
  case SIGHUP: return "SIGHUP";
  case SIGINT: return "SIGINT";
  case SIGQUIT: return "SIGQUIT";
  case SIGILL: return "SIGILL";
  case SIGTRAP: return "SIGTRAP";
  case SIGABRT: return "SIGABRT";
  case SIGBUS: return "SIGBUS";
  case SIGFPE: return "SIGFPE";
  case SIGUSR1: return "SIGUSR1";
  case SIGSEGV: return "SIGSEGV";
  case SIGUSR2: return "SIGUSR2";
  case SIGPIPE: return "SIGPIPE";
  case SIGALRM: return "SIGALRM";
  case SIGTERM: return "SIGTERM";
  case SIGSTKFLT: return "SIGSTKFLT";
  case SIGXCPU: return "SIGXCPU";
  case SIGXFSZ: return "SIGXFSZ";
  case SIGVTALRM: return "SIGVTALRM";
  case SIGPROF: return "SIGPROF";
  case SIGIO: return "SIGIO";
  case SIGPWR: return "SIGPWR";
  case SIGSYS: return "SIGSYS";
  default: return "SIGRT";
  }
}

static void kq_write(const char *text) {
  ssize_t ignored = write(STDERR_FILENO, text, strlen(text));
  (void)ignored;
}

// The last words, when the terminal is everybody's again.
static void kq_say(int number) {
  if (kq_words[0][0] == 0) return;
  kq_write(kq_words[0]);
  kq_write(kq_signal_name(number));
  kq_write(kq_words[1]);
  kq_write("\n");
}

// Swift's backtracer, which was there before, asks questions at the terminal: only for those who want it.
static void kq_on_fatal(int number) {
  kq_crash_restore();
  kq_say(number);
  signal(number, SIG_DFL);
  if (kq_wants_trace) sigaction(number, &kq_before[number], NULL);
  raise(number);
}

// A second request to end, more than a second after the first, ends the program at once: its loop hangs.
static void kq_on_end(int number) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  if (kq_ending && now.tv_sec > kq_end_asked + 1) {
    kq_crash_restore();
    kq_say(number);
    signal(number, SIG_DFL);
    raise(number);
  } else if (!kq_ending) {
    kq_end_asked = now.tv_sec;
    kq_ending = 1;
  }
}

static bool kq_ends(int number) {
  switch (number) {
  case SIGWINCH:
  case SIGHUP:
  case SIGTSTP:
  case SIGCONT:
  case SIGPIPE: return false;
  default: return true;
  }
}

static void kq_on_told(int number) {
  int saved = errno;
  if (kq_ends(number)) kq_on_end(number);
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

static void kq_tell(int number) {
  kq_catch(number, kq_on_told, SA_RESTART, &kq_before[number]);
  // nohup, and shells without job control: who started us wants these ignored.
  if (kq_before[number].sa_handler == SIG_IGN) sigaction(number, &kq_before[number], NULL);
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
  for (int i = 0; i < TOLD; i++) kq_tell(kq_told[i]);
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) kq_tell(number);
  for (int i = 0; i < FATAL; i++) {
    kq_catch(kq_fatal[i], kq_on_fatal, SA_ONSTACK, &kq_before[kq_fatal[i]]);
  }
  if (!at_exit) at_exit = atexit(kq_crash_restore) == 0;
  return true;
}

void kq_signals_end(bool hung_up) {
  if (kq_pipe[0] < 0) return;
  // The hang-up comes more than once (kernel, shell); what is to be saved must still be saved.
  if (hung_up) signal(SIGHUP, SIG_IGN);
  for (int i = 0; i < TOLD; i++) {
    if (!hung_up || kq_told[i] != SIGHUP) sigaction(kq_told[i], &kq_before[kq_told[i]], NULL);
  }
  for (int i = 0; i < FATAL; i++) sigaction(kq_fatal[i], &kq_before[kq_fatal[i]], NULL);
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) sigaction(number, &kq_before[number], NULL);
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
