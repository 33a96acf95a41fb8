/* SPDX-License-Identifier: MIT */
#include "shelf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOOKS 8

/* Objects are never given back to the allocator, so that a late call is seen and not a crash. */
struct object {
	int references;
};

struct book {
	struct object object;
	char title[32];
	char text[64];
	int number;
	void *note;
};

struct shelf {
	struct object object;
	struct book *books[BOOKS];
	int count;
	int labels;
};

struct letter {
	struct object object;
	int code;
};

struct label {
	struct object object;
	struct shelf *shelf;
	int row;
};

static int live;
static int violations;

static void *open_object(size_t size)
{
	struct object *object = calloc(1, size);

	object->references = 1;
	live++;
	return object;
}

static void use(const void *object)
{
	if (!object || ((const struct object *)object)->references <= 0)
		violations++;
}

static void *get(void *object)
{
	use(object);
	((struct object *)object)->references++;
	return object;
}

static bool put(void *object)
{
	use(object);
	if (--((struct object *)object)->references)
		return false;
	live--;
	return true;
}

struct shelf *shelf_open(const char *name)
{
	return *name ? open_object(sizeof(struct shelf)) : NULL;
}

struct shelf *shelf_get(struct shelf *shelf)
{
	return get(shelf);
}

void shelf_put(struct shelf *shelf)
{
	if (!put(shelf))
		return;
	if (shelf->labels)
		violations++;
	for (int i = 0; i < shelf->count; i++)
		book_put(shelf->books[i]);
}

struct book *book_get(struct book *book)
{
	return get(book);
}

void book_put(struct book *book)
{
	put(book);
}

bool book_get_unless_zero(struct book *book)
{
	if (book->object.references <= 0)
		return false;
	get(book);
	return true;
}

int shelf_add(struct shelf *shelf, const char *title, struct book **book)
{
	use(shelf);
	if (shelf->count == BOOKS)
		return -ENOSPC;
	if (!*title) {
		/* What is here after a failure is nothing to look at. */
		*book = (struct book *)shelf;
		return -EINVAL;
	}
	*book = open_object(sizeof(struct book));
	snprintf((*book)->title, sizeof((*book)->title), "%s", title);
	(*book)->number = shelf->count;
	shelf->books[shelf->count++] = get(*book);
	return 0;
}

int shelf_count(struct shelf *shelf)
{
	use(shelf);
	return shelf->count == BOOKS ? -EOVERFLOW : shelf->count;
}

struct book *shelf_walk(struct shelf *shelf, struct book *from, int minimum)
{
	int next = from ? from->number + 1 : 0;

	use(shelf);
	if (from)
		book_put(from);
	while (next < shelf->count && (int)strlen(shelf->books[next]->title) < minimum)
		next++;
	return next < shelf->count ? get(shelf->books[next]) : NULL;
}

struct book *shelf_first(struct shelf *shelf)
{
	use(shelf);
	return shelf->count ? shelf->books[0] : NULL;
}

int shelf_close(struct shelf *shelf, struct book *last)
{
	use(shelf);
	if (last && shelf->count == BOOKS)
		return -ENOSPC;
	if (last)
		shelf->books[shelf->count++] = last;
	else if (shelf->count)
		book_put(shelf->books[--shelf->count]);
	return 0;
}

const char *book_title(const struct book *book)
{
	use(book);
	return book->title;
}

size_t book_write(struct book *book, const void *text, size_t length)
{
	use(book);
	if (length > sizeof(book->text))
		length = sizeof(book->text);
	if (length)
		memcpy(book->text, text, length);
	return length;
}

int book_read(const struct book *book, unsigned char *text, unsigned short length)
{
	use(book);
	if (length > sizeof(book->text))
		return -EINVAL;
	if (length)
		memcpy(text, book->text, length);
	return length;
}

int book_compare(const int *left, const int *right, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return 0;
}

void *book_note(struct book *book, size_t size)
{
	use(book);
	return book->note = book->note ? NULL : calloc(1, size);
}

void letters_begin(struct letters *letters, struct book *book, const char *skipped)
{
	use(book);
	letters->book = book;
	letters->self = (struct letter *)letters;
	letters->next = strspn(book->title, skipped);
	letters->at = NULL;
	live++;
}

struct letter *letters_next(struct letters *letters)
{
	if (letters->self != (struct letter *)letters)
		violations++;
	if (letters->at)
		letter_put(letters->at);
	letters->at = NULL;
	use(letters->book);
	if (!letters->book->title[letters->next])
		return NULL;
	letters->at = open_object(sizeof(struct letter));
	letters->at->code = letters->book->title[letters->next++];
	return letters->at;
}

void letters_end(struct letters *letters)
{
	if (letters->at)
		letter_put(letters->at);
	letters->self = NULL;
	live--;
}

struct letter *letter_get(struct letter *letter)
{
	return get(letter);
}

void letter_put(struct letter *letter)
{
	put(letter);
}

int letter_code(const struct letter *letter)
{
	use(letter);
	return letter->code;
}

struct label *label_print(const char *text)
{
	return *text ? open_object(sizeof(struct label)) : NULL;
}

void label_shred(struct label *label)
{
	if (label->shelf)
		violations++;
	put(label);
}

int shelf_attach(struct label *label, struct shelf *shelf, int row)
{
	use(label);
	use(shelf);
	if (label->shelf)
		return -EBUSY;
	label->shelf = shelf;
	label->row = row;
	shelf->labels++;
	return 0;
}

void shelf_detach(struct label *label, struct shelf *shelf, int row)
{
	use(label);
	use(shelf);
	if (label->shelf != shelf || label->row != row)
		violations++;
	label->shelf = NULL;
	shelf->labels--;
}

int shelf_live(void)
{
	return live;
}

int shelf_violations(void)
{
	return violations;
}
