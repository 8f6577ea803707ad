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

void kq_later_preload(void) {
  static const char *const libraries[] = {KQ_LIBARCHIVE, KQ_LIBBROTLI, KQ_LIBBZIP2, KQ_LIBCHARDET,
                                          KQ_LIBGUMBO,   KQ_LIBLZMA,   KQ_LIBXML};
  for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) dlopen(libraries[i], RTLD_NOW | RTLD_LOCAL);
}
