/* SPDX-License-Identifier: MIT */
#include "kernel-books.h"

#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int live[KINDS];
static int violations;
static char last_violation[256];

static void record(const char *call, const char *what)
{
	violations++;
	snprintf(last_violation, sizeof(last_violation), "%s: %s", call, what);
}

void books_violation(const char *call, const char *what)
{
	pthread_mutex_lock(&lock);
	record(call, what);
	pthread_mutex_unlock(&lock);
}

void books_open(struct object *object, enum object_kind kind)
{
	pthread_mutex_lock(&lock);
	object->kind = kind;
	object->references = 1;
	live[kind]++;
	pthread_mutex_unlock(&lock);
}

bool books_use(struct object *object, const char *call)
{
	bool usable;

	pthread_mutex_lock(&lock);
	usable = object && !object->dead;
	if (!usable)
		record(call, object ? "the object is dead" : "the object is null");
	pthread_mutex_unlock(&lock);
	return usable;
}

void books_get(struct object *object, const char *call)
{
	if (!books_use(object, call))
		return;
	pthread_mutex_lock(&lock);
	object->references++;
	pthread_mutex_unlock(&lock);
}

/* Whether this was the last reference: then the caller ends the object. */
bool books_put(struct object *object, const char *call)
{
	bool last;

	if (!books_use(object, call))
		return false;
	pthread_mutex_lock(&lock);
	last = --object->references == 0;
	if (last) {
		object->dead = true;
		live[object->kind]--;
	}
	pthread_mutex_unlock(&lock);
	return last;
}

int books_live(int kind)
{
	return live[kind];
}

int books_references(const void *object)
{
	return ((const struct object *)object)->references;
}

int books_violations(void)
{
	return violations;
}

const char *books_last_violation(void)
{
	return last_violation;
}

void books_reset(void)
{
	pthread_mutex_lock(&lock);
	for (int kind = 0; kind < KINDS; kind++)
		live[kind] = 0;
	violations = 0;
	last_violation[0] = 0;
	pthread_mutex_unlock(&lock);
}
