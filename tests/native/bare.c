/* SPDX-License-Identifier: MIT */
/*
 * What benchmarks call of the library in concepts/, without its books: functions that do next to nothing, so that what is measured is the
 * generated code around them. Creating and destroying are not measured; nothing is ever freed.
 */
#include "concepts/counted.h"
#include "concepts/gate.h"
#include "concepts/hooks.h"
#include "concepts/pump.h"
#include "concepts/unit.h"

#include <stdlib.h>

struct counted {
	int value;
};

struct cache {
	int is_locked;
};

struct gate {
	int inside;
};

struct valve {
	const struct valve_ops *ops;
	void *cookie;
};

struct tour {
	int steps;
};

struct unit_action {
	void (*action)(void *data);
	void *data;
};

struct window {
	unsigned size;
};

struct counted *counted_create(int value)
{
	struct counted *counted = calloc(1, sizeof(*counted));

	counted->value = value;
	return counted;
}

void counted_put(struct counted *counted)
{
	(void)counted;
}

int counted_value(const struct counted *counted)
{
	return counted->value;
}

struct cache *cache_create(void)
{
	return calloc(1, sizeof(struct cache));
}

void cache_put(struct cache *cache)
{
	(void)cache;
}

void cache_lock(struct cache *cache)
{
	cache->is_locked = 1;
}

void cache_unlock(struct cache *cache)
{
	cache->is_locked = 0;
}

struct gate *gate_create(void)
{
	return calloc(1, sizeof(struct gate));
}

void gate_put(struct gate *gate)
{
	(void)gate;
}

bool gate_enter(struct gate *gate, int *index)
{
	*index = gate->inside++;
	return true;
}

void gate_exit(struct gate *gate, int index)
{
	gate->inside = index;
}

struct valve *valve_create(const struct valve_ops *ops, void *cookie)
{
	struct valve *valve = calloc(1, sizeof(*valve));

	valve->ops = ops;
	valve->cookie = cookie;
	return valve;
}

void valve_free(struct valve *valve)
{
	(void)valve;
}

int valve_turn(struct valve *valve, int level)
{
	return valve->ops->turned(level, valve->cookie);
}

struct tour *tour_create(void)
{
	return calloc(1, sizeof(struct tour));
}

void tour_put(struct tour *tour)
{
	(void)tour;
}

int tour_visit(struct tour *tour, int (*visit)(void *data, int step), void *data)
{
	(void)tour;
	for (int i = 0; i < 5; i++) {
		int stopped = visit(data, i);

		if (stopped)
			return stopped;
	}
	return 0;
}

struct unit *unit_create(int number)
{
	struct unit *unit = calloc(1, sizeof(*unit));

	unit->number = number;
	return unit;
}

struct unit *unit_get(struct unit *unit)
{
	return unit;
}

void unit_put(struct unit *unit)
{
	(void)unit;
}

int unit_bind(struct unit *unit, const struct unit_driver *driver)
{
	unit->driver = driver;
	return driver->probe(unit);
}

void unit_unbind(struct unit *unit)
{
	unit->actions->action(unit->actions->data);
}

/* There is one. */
int unit_add_action(struct unit *unit, void (*action)(void *data), void *data)
{
	unit->actions = calloc(1, sizeof(*unit->actions));
	*unit->actions = (struct unit_action){ action, data };
	return 0;
}

struct window *window_map(struct window_config *config)
{
	struct window *window = calloc(1, sizeof(*window));

	window->size = config->size;
	return window;
}

void window_unmap(struct window *window)
{
	(void)window;
}

int window_read(struct window *window, unsigned offset)
{
	return offset < window->size ? (int)offset : -34;
}
