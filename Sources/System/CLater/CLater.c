#include "CLater.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

void *kq_later(const char *library, const char *name) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  void *address = handle ? dlsym(handle, name) : NULL;
  if (address) return address;
  fprintf(stderr, "kiosque: a library could not be loaded: %s: install it, as make packages does\n", dlerror());
  _exit(127);
}
