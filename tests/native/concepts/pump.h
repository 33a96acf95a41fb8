/* SPDX-License-Identifier: MIT */
/* Calls back from threads of its own, which .NET has never seen, until it is stopped; and from within a call. */
#ifndef PUMP_H
#define PUMP_H

struct pump;

struct pump_ops {
	int (*tick)(void *cookie, unsigned long count);
};

/* Stopping returns when no call is under way. NULL without a thread. */
struct pump *pump_start(int threads, const struct pump_ops *ops, void *cookie);
void pump_stop(struct pump *pump);

/* How many ticks there were, and how many of them returned an error number. */
unsigned long pump_ticks(const struct pump *pump);
unsigned long pump_failures(const struct pump *pump);

/* Visits 0 to 4 until the callback returns something else than 0, which is then the result. */
struct tour;

struct tour *tour_create(void);
struct tour *tour_get(struct tour *tour);
void tour_put(struct tour *tour);
int tour_visit(struct tour *tour, int (*visit)(void *data, int step), void *data);

/* Calls once, on another thread, and waits. */
int tour_call_elsewhere(struct tour *tour, int (*visit)(void *data, int step), void *data);

#endif
