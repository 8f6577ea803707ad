// What a process can do in the cage, or before it is closed.

#define _GNU_SOURCE
#include "CCage.h"
#include "drill.h"

#include <dirent.h>
#include <fcntl.h>
#include <iconv.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define DEED(name) static long name(int count, char *const words[])
#define UNUSED ((void)count, (void)words)

DEED(deed_nothing) {
  UNUSED;
  return 0;
}

DEED(deed_exit) {
  UNUSED;
  exit(0);
}

DEED(deed_read_descriptor) {
  UNUSED;
  int files[4], received;
  char word[6] = "", later[6] = "";
  struct stat status;
  if (kq_receive(3, word, 1, files, &received) != 1 || received != 1) return -1;
  if (read(files[0], word, 5) != 5 || pread(files[0], later, 5, 6) != 5) return -1;
  off_t end = lseek(files[0], 0, SEEK_END);
  if (end < 0 || fstat(files[0], &status) != 0) return -1;
  const char *map = mmap(NULL, (size_t)end, PROT_READ, MAP_PRIVATE, files[0], 0);
  if (map == MAP_FAILED) return -1;
  drill_tell("%s %s %ld %ld %.5s", word, later, (long)end, (long)status.st_size, map);
  return close(files[0]);
}

DEED(deed_local_time) {
  for (int i = 0; i < count; i++) {
    time_t time = atol(words[i]);
    struct tm *local = localtime(&time);
    char text[64] = "";
    if (local) strftime(text, sizeof text, "%Y-%m-%d %H:%M %Z", local);
    drill_tell("%s", text);
  }
  return 0;
}

DEED(deed_preload) {
  for (int i = 0; i < count; i++) {
    int fault = kq_preload_charset(words[i]);
    if (fault != 0) drill_tell("%s %s", words[i], strerrorname_np(fault));
  }
  return 0;
}

// Every lead byte with every trail byte would be long: these reach the tables of each plane that glibc has.
static size_t drill_sample(char *bytes) {
  size_t length = 0;
  for (int lead = 0xA1; lead < 0xFF; lead += 3) {
    bytes[length++] = (char)lead;
    bytes[length++] = (char)(0xA1 + lead % 0x5E);
  }
  memcpy(bytes + length, "\033$B$\"\033(B", 8);
  return length + 8;
}

static void drill_convert(const char *name) {
  char bytes[512], text[4096];
  size_t left = drill_sample(bytes), room = sizeof text;
  char *from = bytes, *into = text;
  iconv_t converter = iconv_open("UTF-8", name);
  if (converter == (iconv_t)-1) {
    drill_tell("%s is not there", name);
    return;
  }
  while (left > 0) {
    if (iconv(converter, &from, &left, &into, &room) != (size_t)-1) break;
    from++;
    left--;
  }
  iconv_close(converter);
  unsigned sum = 0;
  for (char *at = text; at < into; at++) sum = sum * 31 + (unsigned char)*at;
  drill_tell("%s %zu %08x", name, sizeof text - room, sum);
}

DEED(deed_convert) {
  for (int i = 0; i < count; i++) drill_convert(words[i]);
  return 0;
}

DEED(deed_time_and_chance) {
  UNUSED;
  char bytes[16];
  struct timespec now, pause = {.tv_nsec = 1000000};
  struct rusage usage;
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return -1;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return -1;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) != 0) return -1;
  if (nanosleep(&pause, NULL) != 0) return -1;
  return getrusage(RUSAGE_SELF, &usage);
}

static void drill_burn(long milliseconds) {
  struct timespec used;
  do clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  while (used.tv_sec * 1000 + used.tv_nsec / 1000000 < milliseconds);
}

DEED(deed_limit_lifted) {
  UNUSED;
  kq_time_limit(100);
  kq_time_limit(0);
  drill_burn(300);
  return 0;
}

static int drill_by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

DEED(deed_inherited) {
  UNUSED;
  int held[1024], found = 0;
  char path[64], target[256];
  DIR *folder = opendir("/proc/self/fd");
  if (folder == NULL) return -1;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL && found < 1024;) {
    int number = atoi(entry->d_name);
    if (entry->d_name[0] != '.' && number != dirfd(folder)) held[found++] = number;
  }
  closedir(folder);
  qsort(held, (size_t)found, sizeof *held, drill_by_number);
  for (int i = 0; i < found; i++) {
    snprintf(path, sizeof path, "/proc/self/fd/%d", held[i]);
    ssize_t length = readlink(path, target, sizeof target);
    drill_tell("%d %.*s", held[i], (int)(length > 0 ? strcspn(target, ":[") : 0), target);
  }
  return 0;
}

DEED(deed_signals) {
  UNUSED;
  sigset_t blocked;
  sigprocmask(SIG_SETMASK, NULL, &blocked);
  int stopped = 0;
  for (int number = 1; number < NSIG; number++) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL) {
      drill_tell("signal %d is %s", number, action.sa_handler == SIG_IGN ? "ignored" : "handled");
    }
    stopped += sigismember(&blocked, number) == 1;
  }
  drill_tell("%d blocked, %s session", stopped, getsid(0) == getpid() ? "own" : "inherited");
  return 0;
}

static void *drill_wait(void *word) {
  pause();
  return word;
}

DEED(deed_start_thread) {
  UNUSED;
  pthread_t thread;
  return pthread_create(&thread, NULL, drill_wait, NULL) == 0 ? 0 : -1;
}

// Each word is a pair of digits: the descriptors that are the channel and the errors of a further process.
DEED(deed_descend) {
  int channel = fcntl(3, F_DUPFD_CLOEXEC, 30), errors = fcntl(2, F_DUPFD_CLOEXEC, 30);
  for (int i = 0; i < count; i++) {
    pid_t child;
    int pidfd, status, number;
    char *const arguments[] = {"cage-drill", "speak", words[i], NULL};
    int here = words[i][0] - '0', there = words[i][1] - '0';
    dup2(channel, here);
    dup2(errors, there);
    char *const environment[] = {NULL};
    int fault = kq_spawn("/proc/self/exe", arguments, environment, here, there, &child, &pidfd);
    if (fault == 0) fault = kq_reap(pidfd, &status, &number, NULL);
    dup2(channel, 3);
    if (fault != 0 || number != 0) return -1;
  }
  return 0;
}

DEED(deed_speak) {
  drill_tell("channel %s", count > 0 ? words[0] : "");
  dprintf(2, "errors %s\n", count > 0 ? words[0] : "");
  return 0;
}

const drill_deed drill_works[] = {
  {"nothing", NULL, deed_nothing},
  {"exit", NULL, deed_exit},
  {"read-descriptor", NULL, deed_read_descriptor},
  {"local-time", NULL, deed_local_time},
  {"convert", deed_preload, deed_convert},
  {"convert-late", NULL, deed_convert},
  {"time-and-chance", NULL, deed_time_and_chance},
  {"limit-lifted", NULL, deed_limit_lifted},
  {"inherited", NULL, deed_inherited},
  {"signals", NULL, deed_signals},
  {"second-thread", deed_start_thread, deed_nothing},
  {"descend", NULL, deed_descend},
  {"speak", deed_speak, NULL},
  {NULL, NULL, NULL},
};
