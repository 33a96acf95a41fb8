/* SPDX-License-Identifier: MIT */
#include "family.h"
#include "module.h"

#include <pthread.h>

struct family {
	struct object object;
	int age;
	struct family *parent;
	struct family *first, *next;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

struct family *family_create(int age)
{
	struct family *family = books_new(sizeof(*family), BOOK_FAMILY);

	family->age = age;
	return family;
}

struct family *family_get(struct family *family)
{
	books_get(&family->object, "family_get");
	return family;
}

static void unlink_child(struct family *child)
{
	struct family **link = &child->parent->first;

	while (*link && *link != child)
		link = &(*link)->next;
	if (*link)
		*link = child->next;
}

void family_put(struct family *family)
{
	struct family *parent;

	pthread_mutex_lock(&lock);
	parent = family->parent;
	if (parent && !family->object.dead && family->object.references == 1)
		unlink_child(family);
	if (!books_put(&family->object, "family_put"))
		parent = NULL;
	pthread_mutex_unlock(&lock);
	if (parent)
		family_put(parent);
}

int family_age(const struct family *family)
{
	return books_use(&family->object, "family_age") ? family->age : -1;
}

struct family *family_bear(struct family *parent, int age)
{
	struct family *child, **last;

	if (!books_use(&parent->object, "family_bear"))
		return NULL;
	child = family_create(age);
	pthread_mutex_lock(&lock);
	child->parent = family_get(parent);
	for (last = &parent->first; *last; last = &(*last)->next)
		;
	*last = child;
	pthread_mutex_unlock(&lock);
	return child;
}

struct family *family_parent(struct family *child)
{
	return books_use(&child->object, "family_parent") ? child->parent : NULL;
}

static struct family *after(struct family *parent, struct family *from)
{
	struct family *next;

	pthread_mutex_lock(&lock);
	next = from ? from->next : parent->first;
	if (next)
		family_get(next);
	pthread_mutex_unlock(&lock);
	return next;
}

struct family *family_next_child(struct family *parent, struct family *from)
{
	struct family *next;

	if (!books_use(&parent->object, "family_next_child") || (from && !books_use(&from->object, "family_next_child")))
		return NULL;
	next = after(parent, from);
	if (from)
		family_put(from);
	return next;
}

void family_walk_begin(struct family_walk *walk, struct family *parent)
{
	walk->parent = family_get(parent);
	walk->current = NULL;
}

struct family *family_walk_next(struct family_walk *walk)
{
	struct family *from = walk->current;

	if (!books_use(&walk->parent->object, "family_walk_next"))
		return NULL;
	walk->current = after(walk->parent, from);
	if (from)
		family_put(from);
	return walk->current;
}

void family_walk_end(struct family_walk *walk)
{
	books_use(&walk->parent->object, "family_walk_end");
	if (walk->current)
		family_put(walk->current);
	family_put(walk->parent);
	walk->current = walk->parent = NULL;
}
