// The pseudo-terminal and the program on it.

#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static kq_pty *kq_pty_new(int master, int rows, int columns) {
  kq_pty *pty = calloc(1, sizeof *pty);
  if (pty == NULL) return NULL;
  pty->master = master;
  fcntl(master, F_SETFD, FD_CLOEXEC);
  fcntl(master, F_SETFL, fcntl(master, F_GETFL) | O_NONBLOCK);
  if (kq_pty_furnish(pty, rows, columns)) return pty;
  free(pty);
  return NULL;
}

// In the child: everything as a login would leave it.
static void kq_pty_become(char *const arguments[], char *const environment[], const char *directory) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  if (directory && chdir(directory) != 0) _exit(126);
  execvpe(arguments[0], arguments, environment);
  _exit(127);
}

kq_pty *kq_pty_start(char *const arguments[], char *const environment[], const char *directory,
                     int rows, int columns) {
  int master;
  struct winsize window = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  pid_t process = forkpty(&master, NULL, NULL, &window);
  if (process < 0) return NULL;
  if (process == 0) kq_pty_become(arguments, environment, directory);
  kq_pty *pty = kq_pty_new(master, rows, columns);
  if (pty == NULL) {
    kill(process, SIGKILL);
    waitpid(process, NULL, 0);
    close(master);
    return NULL;
  }
  pty->process = process;
  return pty;
}

kq_pty *kq_pty_pair(int rows, int columns, int *slave) {
  int master;
  struct winsize window = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (openpty(&master, slave, NULL, NULL, &window) != 0) return NULL;
  fcntl(*slave, F_SETFD, FD_CLOEXEC);
  kq_pty *pty = kq_pty_new(master, rows, columns);
  if (pty == NULL) {
    close(master);
    close(*slave);
  }
  return pty;
}

void kq_pty_hang_up(kq_pty *pty) {
  if (pty->master >= 0) close(pty->master);
  pty->master = -1;
}

void kq_pty_free(kq_pty *pty) {
  kq_pty_hang_up(pty);
  if (pty->process > 0 && !pty->ended) {
    kill(pty->process, SIGKILL);
    waitpid(pty->process, NULL, 0);
  }
  vterm_free(pty->terminal);
  free(pty->kept);
  free(pty);
}

long kq_pty_pump(kq_pty *pty, int milliseconds) { return kq_pty_sip(pty, milliseconds, SIZE_MAX); }

long kq_pty_sip(kq_pty *pty, int milliseconds, size_t most) {
  char bytes[65536];
  if (pty->master < 0) return -1;
  struct pollfd wanted = {.fd = pty->master, .events = POLLIN};
  int ready = poll(&wanted, 1, milliseconds);
  if (ready <= 0) return ready == 0 || errno == EINTR ? 0 : -1;
  ssize_t length = read(pty->master, bytes, most < sizeof bytes ? most : sizeof bytes);
  if (length < 0 && (errno == EAGAIN || errno == EINTR)) return 0;
  if (length <= 0) return -1;
  kq_pty_take(pty, bytes, (size_t)length);
  return length;
}

bool kq_pty_send(kq_pty *pty, const void *bytes, size_t length) {
  const char *rest = bytes;
  time_t end = time(NULL) + 10;
  while (length > 0 && pty->master >= 0) {
    ssize_t sent = write(pty->master, rest, length);
    if (sent > 0) {
      rest += sent;
      length -= (size_t)sent;
    } else if (errno != EAGAIN && errno != EINTR) {
      return false;
    } else if (kq_pty_pump(pty, 5) < 0 || time(NULL) > end) {
      return false;
    }
  }
  return length == 0;
}

void kq_pty_resize(kq_pty *pty, int rows, int columns) {
  struct winsize window = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  while (kq_pty_pump(pty, 0) > 0) {}
  vterm_set_size(pty->terminal, rows, columns);
  pty->state.rows = rows;
  pty->state.columns = columns;
  ioctl(pty->master, TIOCSWINSZ, &window);
}

void kq_pty_signal(kq_pty *pty, int number) {
  if (pty->process > 0 && !pty->ended) kill(pty->process, number);
}

bool kq_pty_ended(kq_pty *pty, int *status) {
  int word;
  if (pty->process <= 0) return false;
  if (!pty->ended && waitpid(pty->process, &word, WNOHANG) == pty->process) {
    pty->ended = true;
    pty->status = WIFSIGNALED(word) ? 128 + WTERMSIG(word) : WEXITSTATUS(word);
  }
  *status = pty->status;
  return pty->ended;
}

pid_t kq_pty_process(const kq_pty *pty) { return pty->process; }
