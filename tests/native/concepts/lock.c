/* SPDX-License-Identifier: MIT */
#include "lock.h"
#include "module.h"

#include <pthread.h>

/* An error-checking mutex knows who holds it. */
struct locked {
	struct object object;
	pthread_mutex_t lock;
	int count;
};

struct drawer {
	struct locked locked;
};

struct vault {
	struct locked locked;
};

static void *new(size_t size, int kind)
{
	struct locked *locked = books_new(size, kind);
	pthread_mutexattr_t attributes;

	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_settype(&attributes, PTHREAD_MUTEX_ERRORCHECK);
	pthread_mutex_init(&locked->lock, &attributes);
	return locked;
}

static void put(struct locked *locked, const char *call)
{
	if (locked->object.references == 1 && !locked->object.dead && pthread_mutex_trylock(&locked->lock))
		books_violation(call, "it is locked");
	books_put(&locked->object, call);
}

static void lock(struct locked *locked, const char *call)
{
	if (books_use(&locked->object, call) && pthread_mutex_lock(&locked->lock))
		books_violation(call, "this thread has locked it already");
}

static void unlock(struct locked *locked, const char *call)
{
	if (books_use(&locked->object, call) && pthread_mutex_unlock(&locked->lock))
		books_violation(call, "this thread has not locked it");
}

static int add(struct locked *locked, int count, const char *call)
{
	if (!books_use(&locked->object, call))
		return -EINVAL;
	if (pthread_mutex_trylock(&locked->lock) == 0) {
		pthread_mutex_unlock(&locked->lock);
		books_violation(call, "it is not locked");
	}
	return locked->count += count;
}

struct drawer *drawer_create(void)
{
	return new(sizeof(struct drawer), BOOK_DRAWER);
}

struct drawer *drawer_get(struct drawer *drawer)
{
	books_get(&drawer->locked.object, "drawer_get");
	return drawer;
}

void drawer_put(struct drawer *drawer)
{
	put(&drawer->locked, "drawer_put");
}

void drawer_lock(struct drawer *drawer)
{
	lock(&drawer->locked, "drawer_lock");
}

bool drawer_trylock(struct drawer *drawer)
{
	return books_use(&drawer->locked.object, "drawer_trylock") && !pthread_mutex_trylock(&drawer->locked.lock);
}

void drawer_unlock(struct drawer *drawer)
{
	unlock(&drawer->locked, "drawer_unlock");
}

int drawer_add(struct drawer *drawer, int count)
{
	return add(&drawer->locked, count, "drawer_add");
}

int drawer_count(struct drawer *drawer)
{
	int count;

	lock(&drawer->locked, "drawer_count");
	count = drawer->locked.count;
	unlock(&drawer->locked, "drawer_count");
	return count;
}

struct vault *vault_create(void)
{
	return new(sizeof(struct vault), BOOK_VAULT);
}

struct vault *vault_get(struct vault *vault)
{
	books_get(&vault->locked.object, "vault_get");
	return vault;
}

void vault_put(struct vault *vault)
{
	put(&vault->locked, "vault_put");
}

void vault_lock(struct vault *vault)
{
	lock(&vault->locked, "vault_lock");
}

void vault_unlock(struct vault *vault)
{
	unlock(&vault->locked, "vault_unlock");
}

int vault_add(struct vault *vault, int count)
{
	return add(&vault->locked, count, "vault_add");
}
