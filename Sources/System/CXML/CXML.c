#include "CXML.h"

#include <CLater.h>
#include <limits.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/uri.h>

/// A function of libxml2, which is loaded with the first feed that is read.
#define XML(function) KQ_LATER(KQ_LIBXML, function)

static void tell_open(const xmlNode *node, const kq_xml_listener *listener) {
  const char *prefix = node->ns ? (const char *)node->ns->prefix : NULL;
  char name[256];
  const char *local = (const char *)node->name;
  if (prefix && strlen(prefix) + strlen(local) + 2 <= sizeof name) {
    strcpy(name, prefix);
    strcat(name, ":");
    strcat(name, local);
    local = name;
  }
  listener->open(listener->context, local, node->ns ? (const char *)node->ns->href : NULL);
  for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
    const char *space = attribute->ns ? (const char *)attribute->ns->prefix : NULL;
    char key[256];
    if (!space || strlen(space) + strlen((const char *)attribute->name) + 2 > sizeof key) {
      strncpy(key, (const char *)attribute->name, sizeof key - 1);
      key[sizeof key - 1] = 0;
    } else {
      strcpy(key, space);
      strcat(key, ":");
      strcat(key, (const char *)attribute->name);
    }
    for (const xmlNode *value = attribute->children; value; value = value->next)
      if (value->type == XML_TEXT_NODE && value->content) {
        listener->attribute(listener->context, key, (const char *)value->content);
        break;
      }
  }
}

int kq_xml_walk(const uint8_t *text, size_t length, const kq_xml_listener *listener) {
  if (length > INT_MAX) return 0;
  int options = XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET;
  xmlDoc *document = XML(xmlReadMemory)((const char *)text, (int)length, NULL, "UTF-8", options);
  xmlNode *root = document ? XML(xmlDocGetRootElement)(document) : NULL;
  const xmlNode *node = root;
  while (node) {
    if (node->type == XML_ELEMENT_NODE) {
      tell_open(node, listener);
      if (node->children) {
        node = node->children;
        continue;
      }
      listener->close(listener->context);
    } else if ((node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && node->content) {
      listener->text(listener->context, (const char *)node->content);
    }
    while (node != root && !node->next) {
      node = node->parent;
      listener->close(listener->context);
    }
    node = node == root ? NULL : node->next;
  }
  XML(xmlFreeDoc)(document);
  return root != NULL;
}

uint32_t kq_html_entity(const char *name) {
  const htmlEntityDesc *entity = XML(htmlEntityLookup)((const xmlChar *)name);
  return entity ? entity->value : 0;
}
