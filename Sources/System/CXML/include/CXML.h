#ifndef KIOSQUE_CXML_H
#define KIOSQUE_CXML_H

#include <stddef.h>
#include <stdint.h>

/// What a walk through a document tells; a name has its prefix as it was written.
typedef struct {
  void *context;
  /// `space` is the name's namespace, NULL where it has none.
  void (*open)(void *context, const char *name, const char *space);
  void (*attribute)(void *context, const char *name, const char *value);
  void (*text)(void *context, const char *text);
  void (*close)(void *context);
} kq_xml_listener;

/// Reads UTF-8 as XML, mends what is malformed, and walks through what came out: nothing is fetched, no
/// entity is expanded but the five of XML. 0 where no element was found.
int kq_xml_walk(const uint8_t *text, size_t length, const kq_xml_listener *listener);

/// The scalar that HTML 4 means by an entity's name, 0 for none.
uint32_t kq_html_entity(const char *name);

#endif
