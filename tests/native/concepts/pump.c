/* SPDX-License-Identifier: MIT */
#include "pump.h"
#include "module.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#define THREADS 8
#define STEPS 5

struct pump {
	struct object object;
	pthread_t threads[THREADS];
	int running;
	atomic_bool is_stopping;
	atomic_ulong ticks, failures;
	const struct pump_ops *ops;
	void *cookie;
};

struct tour {
	struct object object;
};

struct call {
	int (*visit)(void *data, int step);
	void *data;
	int result;
};

static void *run(void *argument)
{
	struct pump *pump = argument;

	while (!atomic_load(&pump->is_stopping)) {
		if (pump->ops->tick(pump->cookie, atomic_fetch_add(&pump->ticks, 1)) < 0)
			atomic_fetch_add(&pump->failures, 1);
		sched_yield();
	}
	return NULL;
}

struct pump *pump_start(int threads, const struct pump_ops *ops, void *cookie)
{
	struct pump *pump;

	if (threads < 1 || threads > THREADS)
		return NULL;
	pump = books_new(sizeof(*pump), BOOK_PUMP);
	pump->ops = ops;
	pump->cookie = cookie;
	for (pump->running = 0; pump->running < threads; pump->running++)
		if (pthread_create(&pump->threads[pump->running], NULL, run, pump))
			break;
	return pump;
}

void pump_stop(struct pump *pump)
{
	if (!books_use(&pump->object, "pump_stop"))
		return;
	atomic_store(&pump->is_stopping, true);
	while (pump->running)
		if (pthread_join(pump->threads[--pump->running], NULL))
			books_violation("pump_stop", "waits for its own thread");
	books_put(&pump->object, "pump_stop");
}

unsigned long pump_ticks(const struct pump *pump)
{
	return books_use(&pump->object, "pump_ticks") ? atomic_load(&pump->ticks) : 0;
}

unsigned long pump_failures(const struct pump *pump)
{
	return books_use(&pump->object, "pump_failures") ? atomic_load(&pump->failures) : 0;
}

struct tour *tour_create(void)
{
	return books_new(sizeof(struct tour), BOOK_TOUR);
}

struct tour *tour_get(struct tour *tour)
{
	books_get(&tour->object, "tour_get");
	return tour;
}

void tour_put(struct tour *tour)
{
	books_put(&tour->object, "tour_put");
}

int tour_visit(struct tour *tour, int (*visit)(void *data, int step), void *data)
{
	int result = 0;

	if (!books_use(&tour->object, "tour_visit"))
		return -EINVAL;
	for (int step = 0; step < STEPS && !result; step++)
		result = visit(data, step);
	return result;
}

static void *call(void *argument)
{
	struct call *call = argument;

	call->result = call->visit(call->data, 0);
	return NULL;
}

int tour_call_elsewhere(struct tour *tour, int (*visit)(void *data, int step), void *data)
{
	struct call argument = { visit, data, 0 };
	pthread_t thread;

	if (!books_use(&tour->object, "tour_call_elsewhere") || pthread_create(&thread, NULL, call, &argument))
		return -EINVAL;
	pthread_join(thread, NULL);
	return argument.result;
}
