/* SPDX-License-Identifier: MIT */
/* References are counted; lookups that hold none upgrade under the lock of the cache. Its name may change under whoever reads it. */
#ifndef COUNTED_H
#define COUNTED_H

#include <stdbool.h>

struct counted;

/* An error pointer for values below 0. */
struct counted *counted_create(int value);
struct counted *counted_get(struct counted *counted);
bool counted_get_unless_zero(struct counted *counted);
void counted_put(struct counted *counted);
int counted_value(const struct counted *counted);

/* Waits a moment inside, so that a race has time to happen. */
int counted_slow_value(const struct counted *counted);

/* For tests. */
int counted_references(const struct counted *counted);

const char *counted_name(const struct counted *counted);
int counted_rename(struct counted *counted, const char *name);
int counted_label(struct counted *counted, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* 0 for equal, 1 or 2 for greater or less, or a negative error number. */
int counted_compare(const struct counted *counted, int value);

/* The last object that was created and lives, without a reference, for whoever holds the lock. */
struct cache;

struct cache *cache_create(void);
struct cache *cache_get(struct cache *cache);
void cache_put(struct cache *cache);
void cache_lock(struct cache *cache);
void cache_unlock(struct cache *cache);
void cache_add(struct cache *cache, struct counted *counted);
struct counted *cache_find(struct cache *cache);

#endif
