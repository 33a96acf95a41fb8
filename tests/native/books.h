/* SPDX-License-Identifier: MIT */
/* The books of a library under test: every object, its references, every call by name, and every call that a correct caller never makes. */
#ifndef BOOKS_H
#define BOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BOOK_KINDS = 32 };

/* The head of every object: small enough for the beginning of structs whose later members C# reads. */
struct object {
	unsigned char kind;
	bool dead, is_owned;
	int references;
};

/*
 * books_new: zeroed memory that begins with the head of an object. When its last reference is put, it is poisoned and kept, so that a late
 * call is seen and not a crash; under AddressSanitizer it is freed instead. books_open: for a head in memory of the caller's own, which
 * stays as it is.
 */
void *books_new(size_t size, int kind);
void books_open(struct object *object, int kind);

/* Each of these is a call by the name that it is given. */
bool books_use(const struct object *object, const char *call);
void books_get(struct object *object, const char *call);
bool books_get_unless_zero(struct object *object, const char *call);

/* Whether this was the last reference: then the object is dead, and its members may be read no more. */
bool books_put(struct object *object, const char *call);
void books_violation(const char *call, const char *what);

/* What tests ask. */
int books_live(int kind);
int books_references(const void *object);
int books_violations(void);
const char *books_last_violation(void);
void books_reset(void);

/* How often a function was called, and the names of the last calls, oldest first. */
int books_calls(const char *call);
const char *books_trace(void);

#endif
