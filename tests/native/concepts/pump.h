/* SPDX-License-Identifier: MIT */
/* Calls back from threads of its own, which .NET has never seen, until it is stopped; and from within a call. */
#ifndef PUMP_H
#define PUMP_H

struct pump;

struct pump *pump_create(void);
struct pump *pump_get(struct pump *pump);
void pump_put(struct pump *pump);

/* Stopping returns when no call is under way. */
int pump_start(struct pump *pump, int threads, int (*tick)(void *data, unsigned long count), void *data);
void pump_stop(struct pump *pump);

/* How many ticks there were, and how many of them returned an error number. */
unsigned long pump_ticks(const struct pump *pump);
unsigned long pump_failures(const struct pump *pump);

/* Visits 0 to 4 until the callback returns something else than 0, which is then the result. */
int pump_visit(struct pump *pump, int (*visit)(void *data, int step), void *data);

/* Calls once, on another thread, and waits. */
int pump_call_elsewhere(struct pump *pump, int (*visit)(void *data, int step), void *data);

#endif
