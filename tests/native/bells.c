/* SPDX-License-Identifier: MIT */
#include "bells.h"

#include <stdio.h>
#include <stdlib.h>

struct bell {
	int references;
	char name[32];
	void (*action)(struct bell *bell, void *cookie);
	void *cookie;
};

struct bell_tower {
	const struct bell_ringer *ringer;
	void *cookie;
};

static int live;

struct bell *bell_cast(const char *name)
{
	struct bell *bell = calloc(1, sizeof(*bell));

	bell->references = 1;
	snprintf(bell->name, sizeof(bell->name), "%s", name);
	live++;
	return bell;
}

struct bell *bell_get(struct bell *bell)
{
	bell->references++;
	return bell;
}

void bell_put(struct bell *bell)
{
	if (--bell->references)
		return;
	if (bell->action)
		bell->action(bell, bell->cookie);
	live--;
	free(bell);
}

const char *bell_name(const struct bell *bell)
{
	return bell->name;
}

int bell_on_melting(struct bell *bell, void (*action)(struct bell *bell, void *cookie), void *cookie)
{
	if (bell->action)
		return -22;
	bell->action = action;
	bell->cookie = cookie;
	return 0;
}

struct bell_tower *bell_tower_build(const struct bell_ringer *ringer, void *cookie)
{
	struct bell_tower *tower = calloc(1, sizeof(*tower));

	tower->ringer = ringer;
	tower->cookie = cookie;
	live++;
	return tower;
}

void bell_tower_pull_down(struct bell_tower *tower)
{
	if (tower->ringer->rest)
		tower->ringer->rest(tower->cookie);
	live--;
	free(tower);
}

int bell_tower_ring(struct bell_tower *tower, struct bell *bell, unsigned long hour)
{
	const struct bell_ringer *ringer = tower->ringer;
	enum bell_tone tone = BELL_LOW, last = BELL_LOW;
	bool loud = false;
	int times = 1;

	if (!ringer->may_ring(tower->cookie, hour))
		return -1;
	if (ringer->choose)
		tone = ringer->choose(tower->cookie, NULL, &times, &loud, &last);
	for (int i = 0; i < times; i++) {
		int result = ringer->strike(tower->cookie, bell, i + 1 == times ? last : tone, loud, "the hour");

		if (result)
			return result;
	}
	return times;
}

int bell_tower_tune(struct bell_tower *tower, long by)
{
	return tower->ringer->tune(tower->cookie, by);
}

long bell_sum(int count, long (*value)(int number, void *cookie), void *cookie)
{
	long sum = 0;

	for (int i = 0; i < count; i++)
		sum += value(i, cookie);
	return sum;
}

int bells_live(void)
{
	return live;
}
