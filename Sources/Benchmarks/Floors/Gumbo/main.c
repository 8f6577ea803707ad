// The floor under cleaning pages: what parsing alone takes. Standard input has a path a line; each file is
// read, parsed as it is, and freed.
#define _GNU_SOURCE
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  char *path = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&path, &room, stdin)) > 0) {
    path[strcspn(path, "\n")] = 0;
    FILE *file = fopen(path, "r");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(size + 1);
    if (!bytes || fread(bytes, 1, size, file) != size) return 1;
    fclose(file);
    GumboOptions options = kGumboDefaultOptions;
    options.max_errors = 0;
    gumbo_destroy_output(&options, gumbo_parse_with_options(&options, bytes, size));
    free(bytes);
  }
  free(path);
  return 0;
}
