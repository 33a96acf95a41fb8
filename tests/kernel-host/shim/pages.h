/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* The arena: the host's "physical" memory, for pages and small objects, and addresses to map it at once more. */
#ifndef PAGES_H
#define PAGES_H

#include <linux/types.h>

#include "books.h"

/* Before anything else of the host. */
void memory_boot(void);

/* Pages next to each other, aligned to 1 << order pages; 0 when there are none. */
unsigned long arena_take(unsigned long pages, unsigned int order);
void arena_give(unsigned long address, unsigned long pages);

void *virtual_allocate(unsigned long size, gfp_t gfp, void *caller);
/* The addresses of a virtual mapping of the record are free again, and so are its pages if they are its own. */
void virtual_release(const struct books_record *record);

/* With the flags an allocation may have to sleep: reports a caller that must not. */
void memory_may_sleep(gfp_t gfp, void *caller);
/* Unless the flags want zeros, new memory is filled with what is no use to anybody. */
void memory_fill_new(void *memory, size_t size, gfp_t gfp);
/* The record's bytes are freed: filled, and hidden from AddressSanitizer until memory_reveal. */
void memory_hide(void *memory, size_t size);
void memory_reveal(void *memory, size_t size);

#endif
