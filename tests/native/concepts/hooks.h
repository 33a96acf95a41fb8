/* SPDX-License-Identifier: MIT */
/* Tables of function pointers: with the cookie last, called once more while the valve is freed; and with the cookie first, where nothing
 * may sleep. */
#ifndef HOOKS_H
#define HOOKS_H

#include <stdbool.h>

struct valve;
struct relay;

struct valve_ops {
	int (*turned)(int level, void *cookie);
	void (*drained)(unsigned long drops, void *cookie);
};

struct valve *valve_create(const struct valve_ops *ops, void *cookie);
void valve_free(struct valve *valve);
int valve_turn(struct valve *valve, int level);

struct relay_ops {
	bool (*allows)(void *cookie, int position);
	void (*flipped)(void *cookie, int position);
};

struct relay *relay_create(const struct relay_ops *ops, void *cookie);
void relay_free(struct relay *relay);
bool relay_flip(struct relay *relay, int position);

/* What a careless library does: calls the table of the relay that was freed last. */
void relay_echo(void);

#endif
