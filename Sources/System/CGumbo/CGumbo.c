#include "CGumbo.h"

#include <CLater.h>

// What is used of gumbo, which is loaded with the first page that is read.
#define GUMBO "libgumbo.so.1"

GumboOptions kq_gumbo_options(void) { return *(const GumboOptions *)kq_later(GUMBO, "kGumboDefaultOptions"); }

GumboOutput *gumbo_parse_with_options(const GumboOptions *options, const char *text, size_t length) {
  return KQ_LATER(GUMBO, gumbo_parse_with_options)(options, text, length);
}

void gumbo_destroy_output(const GumboOptions *options, GumboOutput *output) {
  KQ_LATER(GUMBO, gumbo_destroy_output)(options, output);
}

const char *gumbo_normalized_tagname(GumboTag tag) { return KQ_LATER(GUMBO, gumbo_normalized_tagname)(tag); }
