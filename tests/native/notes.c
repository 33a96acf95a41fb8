/* SPDX-License-Identifier: MIT */
#include "notes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Never given back to the allocator, so that a late call is seen and not a crash. */
struct note {
	int references;
	char text[256];
};

static int live, violations;

static bool use(const struct note *note)
{
	if (note->references > 0)
		return true;
	violations++;
	return false;
}

struct note *note_create(int level, const char *format, ...)
{
	struct note *note = calloc(1, sizeof(*note));
	int start = level ? sprintf(note->text, "%d: ", level) : 0;
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(note->text + start, sizeof(note->text) - start, format, arguments);
	va_end(arguments);
	note->references = 1;
	live++;
	return note;
}

struct note *note_get(struct note *note)
{
	if (use(note))
		note->references++;
	return note;
}

void note_put(struct note *note)
{
	if (use(note) && --note->references == 0)
		live--;
}

const char *note_text(const struct note *note)
{
	return use(note) ? note->text : "";
}

int note_append(struct note *note, const char *format, ...)
{
	int start = strlen(note->text);
	va_list arguments;

	if (!use(note))
		return -1;
	va_start(arguments, format);
	vsnprintf(note->text + start, sizeof(note->text) - start, format, arguments);
	va_end(arguments);
	return 0;
}

long note_sum(int count, ...)
{
	long sum = 0;
	va_list numbers;

	va_start(numbers, count);
	while (count-- > 0)
		sum += va_arg(numbers, long);
	va_end(numbers);
	return sum;
}

int notes_live(void)
{
	return live;
}

int notes_violations(void)
{
	return violations;
}
