// What is refused to a process in the cage, which goes on.

#define _GNU_SOURCE
#include "drill.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define DEED(name) static long name(int count, char *const words[])
#define UNUSED ((void)count, (void)words)

static const char *drill_path(int count, char *const words[]) { return count > 0 ? words[0] : "/etc/passwd"; }

DEED(deed_read_path) { return open(drill_path(count, words), O_RDONLY); }

DEED(deed_read_folder) {
  UNUSED;
  return open("/", O_RDONLY | O_DIRECTORY);
}

DEED(deed_write_path) { return open(drill_path(count, words), O_WRONLY | O_CREAT, 0600); }

DEED(deed_stat_path) {
  struct stat status;
  return stat(drill_path(count, words), &status);
}

DEED(deed_remove) { return unlink(drill_path(count, words)); }

DEED(deed_rename) { return rename(drill_path(count, words), drill_path(count, words)); }

DEED(deed_make_folder) {
  UNUSED;
  char name[64];
  snprintf(name, sizeof name, "/tmp/cage-drill-%d", getpid());
  return mkdir(name, 0700) == 0 ? rmdir(name) : -1;
}

// Without this the compiler leaves out blocks that nobody reads.
static void *volatile kept;

DEED(deed_two_gigabytes) {
  UNUSED;
  kept = malloc(2ul << 30);
  return kept ? 0 : -1;
}

DEED(deed_shared_memory) {
  UNUSED;
  kept = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return kept == MAP_FAILED ? -1 : 0;
}

DEED(deed_growing_memory) {
  UNUSED;
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN;
  kept = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, flags, -1, 0);
  return kept == MAP_FAILED ? -1 : 0;
}

DEED(deed_fork) {
  UNUSED;
  pid_t child = fork();
  if (child == 0) _exit(0);
  return child;
}

static void *drill_thread(void *word) { return word; }

DEED(deed_thread) {
  UNUSED;
  pthread_t thread;
  errno = pthread_create(&thread, NULL, drill_thread, NULL);
  return errno == 0 ? 0 : -1;
}

DEED(deed_kill_parent) {
  UNUSED;
  return kill(drill_parent, 0);
}

DEED(deed_read_parent) {
  UNUSED;
  char byte = 0;
  struct iovec here = {&byte, 1}, there = {&byte, 1};
  return process_vm_readv(drill_parent, &here, 1, &there, 1, 0);
}

DEED(deed_raise_limit) {
  UNUSED;
  struct rlimit more = {RLIM_INFINITY, RLIM_INFINITY};
  return setrlimit(RLIMIT_DATA, &more);
}

DEED(deed_dumpable) {
  UNUSED;
  return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}

DEED(deed_fcntl) {
  UNUSED;
  return fcntl(3, F_SETFL, O_NONBLOCK);
}

DEED(deed_ioctl) {
  UNUSED;
  int held;
  return ioctl(3, FIONREAD, &held);
}

DEED(deed_socketpair) {
  UNUSED;
  int pair[2];
  return socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
}

DEED(deed_pipe) {
  UNUSED;
  int pair[2];
  return pipe2(pair, 0);
}

DEED(deed_memory_file) {
  UNUSED;
  return memfd_create("memory", 0);
}

const drill_deed drill_refusals[] = {
  {"read-path", NULL, deed_read_path},
  {"read-folder", NULL, deed_read_folder},
  {"write-path", NULL, deed_write_path},
  {"stat-path", NULL, deed_stat_path},
  {"remove", NULL, deed_remove},
  {"rename", NULL, deed_rename},
  {"make-folder", NULL, deed_make_folder},
  {"two-gigabytes", NULL, deed_two_gigabytes},
  {"shared-memory", NULL, deed_shared_memory},
  {"growing-memory", NULL, deed_growing_memory},
  {"fork", NULL, deed_fork},
  {"thread", NULL, deed_thread},
  {"kill-parent", NULL, deed_kill_parent},
  {"read-parent", NULL, deed_read_parent},
  {"raise-limit", NULL, deed_raise_limit},
  {"dumpable", NULL, deed_dumpable},
  {"fcntl", NULL, deed_fcntl},
  {"ioctl", NULL, deed_ioctl},
  {"socketpair", NULL, deed_socketpair},
  {"pipe", NULL, deed_pipe},
  {"memory-file", NULL, deed_memory_file},
  {NULL, NULL, NULL},
};
