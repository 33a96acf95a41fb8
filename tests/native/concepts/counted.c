/* SPDX-License-Identifier: MIT */
#include "counted.h"
#include "module.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct counted {
	struct object object;
	int value;
	char name[32];
	struct cache *cache;
};

struct cache {
	struct object object;
	pthread_mutex_t lock;
	bool is_locked;
	struct counted *found;
};

struct counted *counted_create(int value)
{
	struct counted *counted;

	if (value < 0)
		return ERROR_POINTER(-EINVAL);
	counted = books_new(sizeof(*counted), BOOK_COUNTED);
	counted->value = value;
	snprintf(counted->name, sizeof(counted->name), "counted-%d", value);
	return counted;
}

struct counted *counted_get(struct counted *counted)
{
	books_get(&counted->object, "counted_get");
	return counted;
}

bool counted_get_unless_zero(struct counted *counted)
{
	return books_get_unless_zero(&counted->object, "counted_get_unless_zero");
}

/* The cache holds no reference: the last put takes the object out, under the lock of the cache. */
void counted_put(struct counted *counted)
{
	struct cache *cache = counted->object.dead ? NULL : counted->cache;

	if (cache) {
		pthread_mutex_lock(&cache->lock);
		if (books_put(&counted->object, "counted_put"))
			cache->found = NULL;
		pthread_mutex_unlock(&cache->lock);
	} else {
		books_put(&counted->object, "counted_put");
	}
}

int counted_value(const struct counted *counted)
{
	return books_use(&counted->object, "counted_value") ? counted->value : -1;
}

int counted_slow_value(const struct counted *counted)
{
	if (!books_use(&counted->object, "counted_slow_value"))
		return -1;
	usleep(20000);
	return counted_value(counted);
}

int counted_references(const struct counted *counted)
{
	return books_references(counted);
}

const char *counted_name(const struct counted *counted)
{
	return books_use(&counted->object, "counted_name") ? counted->name : NULL;
}

int counted_rename(struct counted *counted, const char *name)
{
	if (!books_use(&counted->object, "counted_rename"))
		return -EINVAL;
	if (strlen(name) >= sizeof(counted->name))
		return -ENAMETOOLONG;
	strcpy(counted->name, name);
	return 0;
}

int counted_label(struct counted *counted, const char *format, ...)
{
	va_list arguments;

	if (!books_use(&counted->object, "counted_label"))
		return -EINVAL;
	va_start(arguments, format);
	vsnprintf(counted->name, sizeof(counted->name), format, arguments);
	va_end(arguments);
	return 0;
}

int counted_compare(const struct counted *counted, int value)
{
	if (!books_use(&counted->object, "counted_compare") || value < 0)
		return -EINVAL;
	return counted->value == value ? 0 : counted->value > value ? 1 : 2;
}

struct cache *cache_create(void)
{
	struct cache *cache = books_new(sizeof(*cache), BOOK_COUNTED);

	pthread_mutex_init(&cache->lock, NULL);
	return cache;
}

struct cache *cache_get(struct cache *cache)
{
	books_get(&cache->object, "cache_get");
	return cache;
}

void cache_put(struct cache *cache)
{
	if (cache->object.references == 1 && cache->found)
		cache->found->cache = NULL;
	books_put(&cache->object, "cache_put");
}

void cache_lock(struct cache *cache)
{
	if (!books_use(&cache->object, "cache_lock"))
		return;
	pthread_mutex_lock(&cache->lock);
	cache->is_locked = true;
}

void cache_unlock(struct cache *cache)
{
	if (!books_use(&cache->object, "cache_unlock"))
		return;
	cache->is_locked = false;
	pthread_mutex_unlock(&cache->lock);
}

void cache_add(struct cache *cache, struct counted *counted)
{
	if (!books_use(&cache->object, "cache_add") || !books_use(&counted->object, "cache_add"))
		return;
	if (!cache->is_locked)
		books_violation("cache_add", "the cache is not locked");
	counted->cache = cache;
	cache->found = counted;
}

struct counted *cache_find(struct cache *cache)
{
	if (!books_use(&cache->object, "cache_find"))
		return NULL;
	if (!cache->is_locked)
		books_violation("cache_find", "the cache is not locked");
	return cache->found;
}
