/* SPDX-License-Identifier: MIT */
/*
 * A device: it exists until its last reference is put, and is bound to a driver for a part of that time. What belongs to the binding ends
 * with it: actions run on unbinding and after a failed probe, the newest first.
 */
#ifndef UNIT_H
#define UNIT_H

#include <stdbool.h>
#include "../books.h"

struct unit_action;
struct unit;

struct unit_driver {
	const char *name;
	int (*probe)(struct unit *unit);
	void (*remove)(struct unit *unit);
};

struct unit {
	struct object object;
	const struct unit_driver *driver;
	struct unit_action *actions;
	int number;
	bool is_bound;
};

struct unit *unit_create(int number);
struct unit *unit_get(struct unit *unit);
void unit_put(struct unit *unit);
int unit_number(const struct unit *unit);

/* Runs the driver's probe, which decides. */
int unit_bind(struct unit *unit, const struct unit_driver *driver);
void unit_unbind(struct unit *unit);
bool unit_is_bound(const struct unit *unit);

/* While it is bound, or being bound. */
int unit_add_action(struct unit *unit, void (*action)(void *data), void *data);
void unit_remove_action(struct unit *unit, void (*action)(void *data), void *data);
int unit_start_dma(struct unit *unit);

/* Memory of the device: keeps a pointer to it, and must be unmapped before it is unbound. */
struct window;

/* The size may be made smaller. */
struct window_config {
	unsigned size;
	struct unit *unit;
};

/* NULL without a size. */
struct window *window_map(struct window_config *config);
void window_unmap(struct window *window);
int window_read(struct window *window, unsigned offset);

/* What programs see of the device: it keeps a reference to it, and may be registered, once, while it is bound. */
struct port {
	struct object object;
	struct unit *parent;
	bool was_registered, is_registered, is_unplugged;
	int inside;
};

struct port *port_create(struct unit *parent);
struct port *port_get(struct port *port);
void port_put(struct port *port);
int port_register(struct port *port, unsigned flags);

/* Waits for whoever is inside. */
void port_unplug(struct port *port);
bool port_enter(struct port *port, int *index);
void port_exit(struct port *port, int index);

#endif
