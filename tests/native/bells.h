/* SPDX-License-Identifier: MIT */
/* A small library that calls back: a table of functions with a cookie, functions for one call, and functions that it keeps. */
#ifndef BELLS_H
#define BELLS_H

#include <stdbool.h>

struct bell;
struct bell_tower;
struct bell_rope;

enum bell_tone { BELL_LOW, BELL_HIGH };

struct bell_ringer {
	int (*strike)(void *cookie, struct bell *bell, enum bell_tone tone, bool loud, const char *by);
	bool (*may_ring)(void *cookie, unsigned long hour);
	enum bell_tone (*choose)(void *cookie, struct bell_rope *rope, int *times, bool *loud, enum bell_tone *last);
	void (*rest)(void *cookie);
	int (*tune)(void *cookie, long by);
};

struct bell *bell_cast(const char *name);
struct bell *bell_get(struct bell *bell);
void bell_put(struct bell *bell);
const char *bell_name(const struct bell *bell);

/* Calls the action when the last reference is put; -22 (EINVAL) when it has one already. */
int bell_on_melting(struct bell *bell, void (*action)(struct bell *bell, void *cookie), void *cookie);

struct bell_tower *bell_tower_build(const struct bell_ringer *ringer, void *cookie);
/* Calls rest. */
void bell_tower_pull_down(struct bell_tower *tower);
/* How often it rang; what strike returned when that is an error, -1 when it may not ring now. */
int bell_tower_ring(struct bell_tower *tower, struct bell *bell, unsigned long hour);
int bell_tower_tune(struct bell_tower *tower, long by);

/* The sum of what the function says of each number below count. */
long bell_sum(int count, long (*value)(int number, void *cookie), void *cookie);

/* What tests ask: the bells and towers that there are. */
int bells_live(void);

static inline bool bells_are_gone(void)
{
	return bells_live() == 0;
}

#endif
