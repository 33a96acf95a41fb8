/* SPDX-License-Identifier: MIT */
#include "hooks.h"
#include "module.h"

struct valve {
	struct object object;
	const struct valve_ops *ops;
	void *cookie;
	unsigned long drops;
};

struct relay {
	struct object object;
	const struct relay_ops *ops;
	void *cookie;
};

static const struct relay_ops *last_ops;
static void *last_cookie;

struct valve *valve_create(const struct valve_ops *ops, void *cookie)
{
	struct valve *valve = books_new(sizeof(*valve), BOOK_VALVE);

	valve->ops = ops;
	valve->cookie = cookie;
	return valve;
}

void valve_free(struct valve *valve)
{
	if (!books_use(&valve->object, "valve_free"))
		return;
	if (valve->ops->drained)
		valve->ops->drained(valve->drops, valve->cookie);
	books_put(&valve->object, "valve_free");
}

int valve_turn(struct valve *valve, int level)
{
	if (!books_use(&valve->object, "valve_turn"))
		return -EINVAL;
	valve->drops += level;
	return valve->ops->turned(level, valve->cookie);
}

struct relay *relay_create(const struct relay_ops *ops, void *cookie)
{
	struct relay *relay = books_new(sizeof(*relay), BOOK_RELAY);

	relay->ops = ops;
	relay->cookie = cookie;
	return relay;
}

void relay_free(struct relay *relay)
{
	if (!books_use(&relay->object, "relay_free"))
		return;
	last_ops = relay->ops;
	last_cookie = relay->cookie;
	books_put(&relay->object, "relay_free");
}

bool relay_flip(struct relay *relay, int position)
{
	if (!books_use(&relay->object, "relay_flip"))
		return false;
	if (relay->ops->allows && !relay->ops->allows(relay->cookie, position))
		return false;
	relay->ops->flipped(relay->cookie, position);
	return true;
}

void relay_echo(void)
{
	if (last_ops)
		last_ops->flipped(last_cookie, -1);
}
