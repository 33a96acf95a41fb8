/* SPDX-License-Identifier: MIT */
/* One owner, who frees it. */
#ifndef SOLE_H
#define SOLE_H

#include <stddef.h>

struct sole;

/* NULL for more than 64 bytes. */
struct sole *sole_alloc(size_t size);
void sole_free(struct sole *sole);
int sole_fill(struct sole *sole, unsigned char value);
unsigned long sole_sum(const struct sole *sole);
void sole_write(struct sole *sole, const unsigned char *bytes, size_t count);

#endif
