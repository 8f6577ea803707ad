// What has to be there before the cage is closed, and the clock of one capture.

#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

void kq_time_limit(long milliseconds) {
  struct itimerval limit = {0};
  if (milliseconds > 0) {
    limit.it_value.tv_sec = milliseconds / 1000;
    limit.it_value.tv_usec = milliseconds % 1000 * 1000;
  }
  setitimer(ITIMER_PROF, &limit, NULL);
}

int kq_preload_charset(const char *name) {
  // Never closed: with its last user glibc unloads a charset.
  return iconv_open("UTF-8", name) == (iconv_t)-1 ? errno : 0;
}

void kq_preload(void) {
  setenv("TZ", ":/etc/localtime", 0);
  time_t now = time(NULL);
  struct tm local;
  tzset();
  localtime_r(&now, &local);
}
