// What a process in the cage dies of.

#define _GNU_SOURCE
#include "CCage.h"
#include "drill.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#ifndef SYS_io_uring_setup
#define SYS_io_uring_setup 425
#endif

#define DEED(name) static long name(int count, char *const words[])
#define UNUSED ((void)count, (void)words)

DEED(deed_trap) {
  UNUSED;
  __builtin_trap();
}

DEED(deed_segv) {
  UNUSED;
  int *volatile nowhere = NULL;
  *nowhere = 1;
  return 0;
}

static long deeper(volatile char *above, long depth) {
  volatile char frame[4096];
  frame[depth & 4095] = above[0];
  return depth < 0 ? 0 : deeper(frame, depth + 1) + frame[1];
}

DEED(deed_recursion) {
  UNUSED;
  return deeper("", 0);
}

DEED(deed_loop) {
  UNUSED;
  kq_time_limit(200);
  volatile unsigned turns = 0;
  while (turns < 2) turns ^= 1;
  return 0;
}

// Without this the compiler leaves out blocks that nobody reads.
static char *volatile kept;

DEED(deed_growth) {
  UNUSED;
  for (long megabytes = 0;; megabytes++) {
    kept = malloc(1 << 20);
    if (kept == NULL) {
      drill_tell("%ld", megabytes);
      abort();
    }
    memset(kept, 1, 1 << 20);
  }
}

DEED(deed_abort) {
  UNUSED;
  abort();
}

DEED(deed_socket) {
  UNUSED;
  return socket(AF_INET, SOCK_STREAM, 0);
}

static struct sockaddr_in somewhere = {.sin_family = AF_INET};

DEED(deed_connect) {
  UNUSED;
  return connect(3, (struct sockaddr *)&somewhere, sizeof somewhere);
}

DEED(deed_bind) {
  UNUSED;
  return bind(3, (struct sockaddr *)&somewhere, sizeof somewhere);
}

static char *const nothing[] = {NULL};

DEED(deed_exec) {
  UNUSED;
  return execve("/bin/true", nothing, nothing);
}

DEED(deed_execveat) {
  UNUSED;
  return syscall(SYS_execveat, AT_FDCWD, "/bin/true", nothing, nothing, 0);
}

DEED(deed_map_executable) {
  UNUSED;
  void *page = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? -1 : 0;
}

DEED(deed_make_executable) {
  UNUSED;
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page == MAP_FAILED ? -1 : mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

DEED(deed_signal_parent_thread) {
  UNUSED;
  return syscall(SYS_tgkill, drill_parent, drill_parent, 0);
}

DEED(deed_ptrace) {
  UNUSED;
  return ptrace(PTRACE_ATTACH, drill_parent, NULL, NULL);
}

DEED(deed_write_into_parent) {
  UNUSED;
  char byte = 0;
  struct iovec here = {&byte, 1}, there = {&byte, 1};
  return process_vm_writev(drill_parent, &here, 1, &there, 1, 0);
}

DEED(deed_bpf) {
  UNUSED;
  return syscall(SYS_bpf, 0, NULL, 0);
}

DEED(deed_io_uring) {
  UNUSED;
  return syscall(SYS_io_uring_setup, 1, NULL);
}

DEED(deed_grow_a_file) {
  UNUSED;
  int files[4], received;
  char byte;
  if (kq_receive(3, &byte, 1, files, &received) != 1 || received != 1) return -1;
  return write(files[0], "more", 4);
}

#ifdef __x86_64__
DEED(deed_fork_call) {
  UNUSED;
  return syscall(SYS_fork);
}

DEED(deed_x32) {
  UNUSED;
  return syscall(0x40000000 + SYS_getpid);
}

DEED(deed_i386) {
  UNUSED;
  long answer = 20;
  __asm__ volatile("int $0x80" : "+a"(answer) : : "r8", "r9", "r10", "r11", "memory");
  return answer;
}
#endif

const drill_deed drill_deaths[] = {
  {"trap", NULL, deed_trap},
  {"segv", NULL, deed_segv},
  {"recursion", NULL, deed_recursion},
  {"loop", NULL, deed_loop},
  {"growth", NULL, deed_growth},
  {"abort", NULL, deed_abort},
  {"socket", NULL, deed_socket},
  {"connect", NULL, deed_connect},
  {"bind", NULL, deed_bind},
  {"exec", NULL, deed_exec},
  {"execveat", NULL, deed_execveat},
  {"map-executable", NULL, deed_map_executable},
  {"make-executable", NULL, deed_make_executable},
  {"signal-parent-thread", NULL, deed_signal_parent_thread},
  {"ptrace", NULL, deed_ptrace},
  {"write-into-parent", NULL, deed_write_into_parent},
  {"bpf", NULL, deed_bpf},
  {"io-uring", NULL, deed_io_uring},
  {"grow-a-file", NULL, deed_grow_a_file},
#ifdef __x86_64__
  {"fork-call", NULL, deed_fork_call},
  {"x32", NULL, deed_x32},
  {"i386", NULL, deed_i386},
#endif
  {NULL, NULL, NULL},
};
