/* SPDX-License-Identifier: MIT */
#include "unit.h"
#include "module.h"

#include <pthread.h>
#include <stdlib.h>

#define TOKEN 3
#define LARGEST 4096

struct unit_action {
	struct unit_action *next;
	void (*action)(void *data);
	void *data;
};

struct window {
	struct object object;
	struct unit *unit;
	unsigned size;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t left = PTHREAD_COND_INITIALIZER;
static __thread int depth;

struct unit *unit_create(int number)
{
	struct unit *unit = books_new(sizeof(*unit), BOOK_UNIT);

	unit->number = number;
	return unit;
}

struct unit *unit_get(struct unit *unit)
{
	books_get(&unit->object, "unit_get");
	return unit;
}

void unit_put(struct unit *unit)
{
	if (unit->object.references == 1 && unit->is_bound)
		books_violation("unit_put", "the unit is still bound");
	books_put(&unit->object, "unit_put");
}

int unit_number(const struct unit *unit)
{
	return books_use(&unit->object, "unit_number") ? unit->number : -1;
}

static void run_actions(struct unit *unit)
{
	struct unit_action *action;

	while ((action = unit->actions)) {
		unit->actions = action->next;
		action->action(action->data);
		free(action);
	}
}

int unit_bind(struct unit *unit, const struct unit_driver *driver)
{
	int error;

	if (!books_use(&unit->object, "unit_bind"))
		return -EINVAL;
	if (unit->driver)
		return -EBUSY;
	unit_get(unit);
	unit->driver = driver;
	unit->is_bound = true;
	error = driver->probe(unit);
	if (!error)
		return 0;
	run_actions(unit);
	unit->is_bound = false;
	unit->driver = NULL;
	unit_put(unit);
	return error;
}

void unit_unbind(struct unit *unit)
{
	if (!books_use(&unit->object, "unit_unbind") || !unit->is_bound)
		return;
	if (unit->driver->remove)
		unit->driver->remove(unit);
	run_actions(unit);
	unit->is_bound = false;
	unit->driver = NULL;
	unit_put(unit);
}

bool unit_is_bound(const struct unit *unit)
{
	return books_use(&unit->object, "unit_is_bound") && unit->is_bound;
}

static bool use_bound(const struct unit *unit, const char *call)
{
	if (!books_use(&unit->object, call))
		return false;
	if (!unit->is_bound)
		books_violation(call, "the unit is not bound");
	return unit->is_bound;
}

int unit_add_action(struct unit *unit, void (*action)(void *data), void *data)
{
	struct unit_action *added;

	if (!use_bound(unit, "unit_add_action"))
		return -EINVAL;
	added = malloc(sizeof(*added));
	*added = (struct unit_action){ unit->actions, action, data };
	unit->actions = added;
	return 0;
}

void unit_remove_action(struct unit *unit, void (*action)(void *data), void *data)
{
	if (!books_use(&unit->object, "unit_remove_action"))
		return;
	for (struct unit_action **link = &unit->actions; *link; link = &(*link)->next) {
		struct unit_action *found = *link;

		if (found->action != action || found->data != data)
			continue;
		*link = found->next;
		free(found);
		return;
	}
	books_violation("unit_remove_action", "there is no such action");
}

int unit_start_dma(struct unit *unit)
{
	return use_bound(unit, "unit_start_dma") ? 0 : -ENODEV;
}

struct window *window_map(struct window_config *config)
{
	struct window *window;

	if (!use_bound(config->unit, "window_map") || !config->size)
		return NULL;
	window = books_new(sizeof(*window), BOOK_WINDOW);
	if (config->size > LARGEST)
		config->size = LARGEST;
	window->unit = config->unit;
	window->size = config->size;
	return window;
}

void window_unmap(struct window *window)
{
	if (!books_use(&window->object, "window_unmap"))
		return;
	use_bound(window->unit, "window_unmap");
	books_put(&window->object, "window_unmap");
}

int window_read(struct window *window, unsigned offset)
{
	if (!books_use(&window->object, "window_read") || !use_bound(window->unit, "window_read"))
		return -EINVAL;
	return offset < window->size ? (int)offset : -ERANGE;
}

struct port *port_create(struct unit *parent)
{
	struct port *port = books_new(sizeof(*port), BOOK_UNIT);

	port->parent = unit_get(parent);
	return port;
}

struct port *port_get(struct port *port)
{
	books_get(&port->object, "port_get");
	return port;
}

void port_put(struct port *port)
{
	struct unit *parent = port->parent;

	if (port->object.references == 1 && port->is_registered && !port->is_unplugged)
		books_violation("port_put", "the port is still registered");
	if (books_put(&port->object, "port_put"))
		unit_put(parent);
}

int port_register(struct port *port, unsigned flags)
{
	if (!books_use(&port->object, "port_register") || !use_bound(port->parent, "port_register"))
		return -EINVAL;
	if (port->was_registered)
		books_violation("port_register", "the port was registered before");
	port->was_registered = true;
	if (flags == 99)
		return -EIO;
	port->is_registered = true;
	return 0;
}

void port_unplug(struct port *port)
{
	if (!books_use(&port->object, "port_unplug"))
		return;
	use_bound(port->parent, "port_unplug");
	if (depth) {
		books_violation("port_unplug", "would wait for a section of its own thread");
		return;
	}
	pthread_mutex_lock(&lock);
	port->is_unplugged = true;
	while (port->inside)
		pthread_cond_wait(&left, &lock);
	pthread_mutex_unlock(&lock);
}

bool port_enter(struct port *port, int *index)
{
	bool is_in;

	if (!books_use(&port->object, "port_enter"))
		return false;
	pthread_mutex_lock(&lock);
	is_in = port->is_registered && !port->is_unplugged;
	if (is_in) {
		port->inside++;
		depth++;
		*index = TOKEN;
	}
	pthread_mutex_unlock(&lock);
	return is_in;
}

void port_exit(struct port *port, int index)
{
	if (!books_use(&port->object, "port_exit"))
		return;
	pthread_mutex_lock(&lock);
	if (index != TOKEN || !port->inside || !depth) {
		books_violation("port_exit", "this thread is not inside");
	} else {
		depth--;
		if (!--port->inside)
			pthread_cond_broadcast(&left);
	}
	pthread_mutex_unlock(&lock);
}
