#define _GNU_SOURCE
#include "CGumbo.h"

#include <CLater.h>
#include <unistd.h>

// What is used of gumbo, which is loaded with the first page that is read.

GumboOptions kq_gumbo_options(void) { return *(const GumboOptions *)kq_later(KQ_LIBGUMBO, "kGumboDefaultOptions"); }

GumboOutput *gumbo_parse_with_options(const GumboOptions *options, const char *text, size_t length) {
  return KQ_LATER(KQ_LIBGUMBO, gumbo_parse_with_options)(options, text, length);
}

void gumbo_destroy_output(const GumboOptions *options, GumboOutput *output) {
  KQ_LATER(KQ_LIBGUMBO, gumbo_destroy_output)(options, output);
}

const char *gumbo_normalized_tagname(GumboTag tag) { return KQ_LATER(KQ_LIBGUMBO, gumbo_normalized_tagname)(tag); }

int kq_is_main_thread(void) { return gettid() == getpid(); }
