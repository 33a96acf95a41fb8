/* SPDX-License-Identifier: MIT */
#include "sole.h"
#include "module.h"

#include <string.h>

#define SIZE 64

struct sole {
	struct object object;
	size_t size;
	unsigned char bytes[SIZE];
};

struct sole *sole_alloc(size_t size)
{
	struct sole *sole;

	if (size > SIZE)
		return NULL;
	sole = books_new(sizeof(*sole), BOOK_SOLE);
	sole->size = size;
	return sole;
}

void sole_free(struct sole *sole)
{
	books_put(&sole->object, "sole_free");
}

int sole_fill(struct sole *sole, unsigned char value)
{
	if (!books_use(&sole->object, "sole_fill"))
		return -EINVAL;
	memset(sole->bytes, value, sole->size);
	return 0;
}

unsigned long sole_sum(const struct sole *sole)
{
	unsigned long sum = 0;

	if (books_use(&sole->object, "sole_sum"))
		for (size_t i = 0; i < sole->size; i++)
			sum += sole->bytes[i];
	return sum;
}

void sole_write(struct sole *sole, const unsigned char *bytes, size_t count)
{
	if (!books_use(&sole->object, "sole_write"))
		return;
	if (count > sole->size)
		books_violation("sole_write", "more bytes than there are");
	else
		memcpy(sole->bytes, bytes, count);
}
