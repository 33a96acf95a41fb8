/* SPDX-License-Identifier: MIT */
#include "books.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POISON 0xAA
#define NAMES 512
#define TRACE 64

struct name {
	const char *text;
	int calls;
};

struct owned {
	size_t size;
	struct object object;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int live[BOOK_KINDS];
static int violations;
static char last_violation[256];
static struct name names[NAMES];
static const char *trace[TRACE];
static unsigned traced;

static struct name *name_of(const char *call)
{
	unsigned hash = 5381;

	for (const char *c = call; *c; c++)
		hash = hash * 33 + (unsigned char)*c;
	for (unsigned i = hash % NAMES;; i = (i + 1) % NAMES)
		if (!names[i].text || !strcmp(names[i].text, call))
			return &names[i];
}

static void count(const char *call)
{
	struct name *name = name_of(call);

	name->text = call;
	name->calls++;
	trace[traced++ % TRACE] = call;
}

static void record(const char *call, const char *what)
{
	violations++;
	snprintf(last_violation, sizeof(last_violation), "%s: %s", call, what);
}

static bool usable(const struct object *object, const char *call)
{
	count(call);
	if (object && !object->dead)
		return true;
	record(call, object ? "the object is dead" : "the object is null");
	return false;
}

void books_violation(const char *call, const char *what)
{
	pthread_mutex_lock(&lock);
	record(call, what);
	pthread_mutex_unlock(&lock);
}

void *books_new(size_t size, int kind)
{
	struct owned *owned = calloc(1, sizeof(*owned) + size);

	owned->size = size;
	books_open(&owned->object, kind);
	owned->object.is_owned = true;
	return &owned->object;
}

void books_open(struct object *object, int kind)
{
	pthread_mutex_lock(&lock);
	object->kind = kind;
	object->references = 1;
	live[kind]++;
	pthread_mutex_unlock(&lock);
}

bool books_use(const struct object *object, const char *call)
{
	bool is_usable;

	pthread_mutex_lock(&lock);
	is_usable = usable(object, call);
	pthread_mutex_unlock(&lock);
	return is_usable;
}

void books_get(struct object *object, const char *call)
{
	pthread_mutex_lock(&lock);
	if (usable(object, call))
		object->references++;
	pthread_mutex_unlock(&lock);
}

bool books_get_unless_zero(struct object *object, const char *call)
{
	bool is_alive;

	pthread_mutex_lock(&lock);
	count(call);
	is_alive = !object->dead;
	if (is_alive)
		object->references++;
	pthread_mutex_unlock(&lock);
	return is_alive;
}

static void bury(struct owned *owned)
{
	memset(&owned->object + 1, POISON, owned->size - sizeof(owned->object));
#ifdef __SANITIZE_ADDRESS__
	free(owned);
#endif
}

bool books_put(struct object *object, const char *call)
{
	bool last = false;

	pthread_mutex_lock(&lock);
	if (usable(object, call) && --object->references == 0) {
		last = true;
		object->dead = true;
		live[object->kind]--;
	}
	pthread_mutex_unlock(&lock);
	if (last && object->is_owned)
		bury((struct owned *)((char *)object - offsetof(struct owned, object)));
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

int books_calls(const char *call)
{
	int calls;

	pthread_mutex_lock(&lock);
	calls = name_of(call)->calls;
	pthread_mutex_unlock(&lock);
	return calls;
}

const char *books_trace(void)
{
	static char text[TRACE * 32];
	size_t length = 0;

	pthread_mutex_lock(&lock);
	text[0] = 0;
	for (unsigned i = traced > TRACE ? traced - TRACE : 0; i != traced; i++)
		length += snprintf(text + length, sizeof(text) - length, "%s%s", length ? " " : "", trace[i % TRACE]);
	pthread_mutex_unlock(&lock);
	return text;
}

void books_reset(void)
{
	pthread_mutex_lock(&lock);
	memset(live, 0, sizeof(live));
	memset(names, 0, sizeof(names));
	violations = 0;
	traced = 0;
	last_violation[0] = 0;
	pthread_mutex_unlock(&lock);
}
