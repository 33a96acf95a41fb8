/* SPDX-License-Identifier: MIT */
/* The books of the test library: every object, its references, and every call that a correct caller never makes. */
#ifndef KERNEL_BOOKS_H
#define KERNEL_BOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum object_kind { DEVICE, DRM_DEVICE, PAGE_TABLE, CLASS, KINDS };

/* The head of every object. Objects are never given back to the allocator, so that a late call is seen and not a crash. */
struct object {
	enum object_kind kind;
	int references;
	bool dead;
};

void books_open(struct object *object, enum object_kind kind);
bool books_use(struct object *object, const char *call);
void books_get(struct object *object, const char *call);
bool books_put(struct object *object, const char *call);
void books_violation(const char *call, const char *what);

/* What tests ask. */
int books_live(int kind);
int books_references(const void *object);
int books_violations(void);
const char *books_last_violation(void);
void books_reset(void);

#endif
