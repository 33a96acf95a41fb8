/* SPDX-License-Identifier: MIT */
/* A small library with what the kernel headers under test have no example of: out parameters that give objects, buffers, cursors that eat
 * what they gave before, references that may be too late. */
#ifndef SHELF_H
#define SHELF_H

#include <stdbool.h>
#include <stddef.h>

struct shelf;
struct book;

struct shelf *shelf_open(const char *name);
struct shelf *shelf_get(struct shelf *shelf);
void shelf_put(struct shelf *shelf);

struct book *book_get(struct book *book);
void book_put(struct book *book);
/* False when the last reference is gone. */
bool book_get_unless_zero(struct book *book);

/* 0, or a negative error number; the book belongs to the caller. */
int shelf_add(struct shelf *shelf, const char *title, struct book **book);
/* The number of books, or a negative error number. */
int shelf_count(struct shelf *shelf);
/* Takes over the reference to the book that it gave before. */
struct book *shelf_walk(struct shelf *shelf, struct book *from, int minimum);
/* The book belongs to the shelf. */
struct book *shelf_first(struct shelf *shelf);
/* Takes the reference over; null takes the last book away. */
int shelf_close(struct shelf *shelf, struct book *last);

const char *book_title(const struct book *book);
size_t book_write(struct book *book, const void *text, size_t length);
/* The number of bytes read, or a negative error number. */
int book_read(const struct book *book, unsigned char *text, unsigned short length);
int book_compare(const int *left, const int *right, size_t count);
/* Of which nobody counts references: the book has it. */
void *book_note(struct book *book, size_t size);

/* A cursor over the letters of a title, which must be ended. */
struct letter;
struct letters {
	struct book *book;
	struct letter *self;
	size_t next;
	struct letter *at;
};
void letters_begin(struct letters *letters, struct book *book, const char *skipped);
struct letter *letters_next(struct letters *letters);
void letters_end(struct letters *letters);
struct letter *letter_get(struct letter *letter);
void letter_put(struct letter *letter);
int letter_code(const struct letter *letter);
static inline bool letter_is_lower(const struct letter *letter)
{
	return letter_code(letter) >= 'a';
}

/* A label that a shelf bears until it is taken off; both are needed for that. */
struct label;
struct label *label_print(const char *text);
void label_shred(struct label *label);
int shelf_attach(struct label *label, struct shelf *shelf, int row);
void shelf_detach(struct label *label, struct shelf *shelf, int row);

/* What tests ask. */
int shelf_live(void);
int shelf_violations(void);

#endif
