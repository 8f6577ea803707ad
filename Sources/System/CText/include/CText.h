#ifndef KIOSQUE_CTEXT_H
#define KIOSQUE_CTEXT_H

#include <stddef.h>
#include <stdint.h>

/// Columns of a code point in the C library's table, the one ncurses itself uses; -1 where it has none.
/// Needs setlocale(LC_CTYPE, …) with a UTF-8 locale.
int kq_wcwidth(uint32_t scalar);

/// Normal forms of UAX #15.
typedef enum { KQ_NFC, KQ_NFKD } kq_form;

/// The text in a normal form, UTF-8, to be given to kq_free; NULL where there was no memory.
uint8_t *kq_normalise(const uint8_t *text, size_t length, kq_form form, size_t *result_length);

/// UAX #14 break opportunities before each byte: 0 none, 1 possible, 2 mandatory.
void kq_line_breaks(const uint8_t *text, size_t length, char *breaks);

/// The charset that uchardet takes the bytes for, as an IANA name in `name`; empty where it cannot say.
void kq_guess_charset(const uint8_t *bytes, size_t length, char *name, size_t capacity);

void kq_free(void *memory);

#endif
