/* SPDX-License-Identifier: MIT */
#include "gate.h"
#include "module.h"

#include <pthread.h>

#define TOKEN 7

struct gate {
	struct object object;
	pthread_mutex_t lock;
	pthread_cond_t left;
	int inside;
	bool was_opened, is_open, is_closed, is_over;
};

/* How many sections this thread is in, over all gates: who closes inside one waits for ever. */
static __thread int depth;

struct gate *gate_create(void)
{
	struct gate *gate = books_new(sizeof(*gate), BOOK_GATE);

	pthread_mutex_init(&gate->lock, NULL);
	pthread_cond_init(&gate->left, NULL);
	return gate;
}

struct gate *gate_get(struct gate *gate)
{
	books_get(&gate->object, "gate_get");
	return gate;
}

void gate_put(struct gate *gate)
{
	if (gate->object.references == 1 && (gate->inside || (gate->is_open && !gate->is_closed)))
		books_violation("gate_put", "the gate is open, or somebody is inside");
	books_put(&gate->object, "gate_put");
}

int gate_open(struct gate *gate, unsigned flags)
{
	if (!books_use(&gate->object, "gate_open"))
		return -EINVAL;
	if (gate->was_opened)
		books_violation("gate_open", "the gate was opened before");
	gate->was_opened = true;
	if (flags == 99)
		return -EIO;
	gate->is_open = true;
	return 0;
}

void gate_close(struct gate *gate)
{
	if (!books_use(&gate->object, "gate_close"))
		return;
	if (depth) {
		books_violation("gate_close", "would wait for a section of its own thread");
		return;
	}
	pthread_mutex_lock(&gate->lock);
	if (gate->is_closed)
		books_violation("gate_close", "the gate was closed before");
	gate->is_closed = true;
	while (gate->inside)
		pthread_cond_wait(&gate->left, &gate->lock);
	gate->is_over = true;
	pthread_mutex_unlock(&gate->lock);
}

void gate_slam(struct gate *gate)
{
	books_use(&gate->object, "gate_slam");
	gate->is_closed = true;
}

bool gate_is_closed(const struct gate *gate)
{
	return books_use(&gate->object, "gate_is_closed") && gate->is_closed;
}

bool gate_enter(struct gate *gate, int *index)
{
	bool is_in = false;

	if (!books_use(&gate->object, "gate_enter"))
		return false;
	pthread_mutex_lock(&gate->lock);
	if (gate->is_open && !gate->is_closed) {
		is_in = true;
		gate->inside++;
		depth++;
		*index = TOKEN;
	}
	pthread_mutex_unlock(&gate->lock);
	return is_in;
}

void gate_exit(struct gate *gate, int index)
{
	if (!books_use(&gate->object, "gate_exit"))
		return;
	pthread_mutex_lock(&gate->lock);
	if (index != TOKEN || !gate->inside || !depth) {
		books_violation("gate_exit", "this thread is not inside");
	} else {
		depth--;
		if (!--gate->inside)
			pthread_cond_broadcast(&gate->left);
	}
	pthread_mutex_unlock(&gate->lock);
}

int gate_work(struct gate *gate)
{
	if (!books_use(&gate->object, "gate_work"))
		return -EINVAL;
	if (!depth || gate->is_over)
		books_violation("gate_work", "outside of every section, or after the gate was closed");
	return 0;
}
