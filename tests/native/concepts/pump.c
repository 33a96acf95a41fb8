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
	int (*tick)(void *data, unsigned long count);
	void *data;
};

struct call {
	int (*visit)(void *data, int step);
	void *data;
	int result;
};

struct pump *pump_create(void)
{
	return books_new(sizeof(struct pump), BOOK_PUMP);
}

struct pump *pump_get(struct pump *pump)
{
	books_get(&pump->object, "pump_get");
	return pump;
}

void pump_put(struct pump *pump)
{
	if (pump->object.references == 1 && pump->running)
		books_violation("pump_put", "the pump is running");
	books_put(&pump->object, "pump_put");
}

static void *run(void *argument)
{
	struct pump *pump = argument;

	while (!atomic_load(&pump->is_stopping)) {
		if (pump->tick(pump->data, atomic_fetch_add(&pump->ticks, 1)) < 0)
			atomic_fetch_add(&pump->failures, 1);
		sched_yield();
	}
	return NULL;
}

int pump_start(struct pump *pump, int threads, int (*tick)(void *data, unsigned long count), void *data)
{
	if (!books_use(&pump->object, "pump_start") || threads < 1 || threads > THREADS)
		return -EINVAL;
	if (pump->running)
		return -EBUSY;
	atomic_store(&pump->is_stopping, false);
	pump->tick = tick;
	pump->data = data;
	for (pump->running = 0; pump->running < threads; pump->running++)
		if (pthread_create(&pump->threads[pump->running], NULL, run, pump))
			break;
	return 0;
}

void pump_stop(struct pump *pump)
{
	if (!books_use(&pump->object, "pump_stop"))
		return;
	if (!pump->running)
		books_violation("pump_stop", "the pump is not running");
	atomic_store(&pump->is_stopping, true);
	while (pump->running)
		if (pthread_join(pump->threads[--pump->running], NULL))
			books_violation("pump_stop", "waits for its own thread");
}

unsigned long pump_ticks(const struct pump *pump)
{
	return books_use(&pump->object, "pump_ticks") ? atomic_load(&pump->ticks) : 0;
}

unsigned long pump_failures(const struct pump *pump)
{
	return books_use(&pump->object, "pump_failures") ? atomic_load(&pump->failures) : 0;
}

int pump_visit(struct pump *pump, int (*visit)(void *data, int step), void *data)
{
	int result = 0;

	if (!books_use(&pump->object, "pump_visit"))
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

int pump_call_elsewhere(struct pump *pump, int (*visit)(void *data, int step), void *data)
{
	struct call argument = { visit, data, 0 };
	pthread_t thread;

	if (!books_use(&pump->object, "pump_call_elsewhere") || pthread_create(&thread, NULL, call, &argument))
		return -EINVAL;
	pthread_join(thread, NULL);
	return argument.result;
}
