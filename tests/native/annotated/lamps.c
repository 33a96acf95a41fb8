/* SPDX-License-Identifier: MIT */
#include "lamps.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Never given back to the allocator, so that a late call is seen and not a crash. */
struct room {
	int references;
	char name[32];
};

struct bulb {
	bool is_alive;
	int watts;
	enum bulb_color color;
};

struct lamp {
	int references;
	int level;
	bool is_on, is_touched, is_shown;
	char name[32];
	struct room *room;
	struct bulb *bulb;
};

static int live, violations, shown;

static bool use(bool is_right)
{
	if (!is_right)
		violations++;
	return is_right;
}

struct room *room_open(const char *name)
{
	struct room *room;

	if (!*name)
		return NULL;
	room = calloc(1, sizeof(*room));
	room->references = 1;
	snprintf(room->name, sizeof(room->name), "%s", name);
	live++;
	return room;
}

struct room *room_get(struct room *room)
{
	if (use(room->references > 0))
		room->references++;
	return room;
}

void room_put(struct room *room)
{
	if (use(room->references > 0) && --room->references == 0)
		live--;
}

const char *room_name(const struct room *room)
{
	return use(room->references > 0) ? room->name : "";
}

int room_rename(struct room *room, const char *name)
{
	if (!use(room->references > 0) || strlen(name) >= sizeof(room->name))
		return -ENAMETOOLONG;
	strcpy(room->name, name);
	return 0;
}

struct bulb *bulb_new(int watts, enum bulb_color color)
{
	struct bulb *bulb = calloc(1, sizeof(*bulb));

	*bulb = (struct bulb){ .is_alive = true, .watts = watts, .color = color };
	live++;
	return bulb;
}

void bulb_free(struct bulb *bulb)
{
	if (!use(bulb->is_alive))
		return;
	bulb->is_alive = false;
	live--;
}

enum bulb_color bulb_color_of(const struct bulb *bulb)
{
	return use(bulb->is_alive) ? bulb->color : BULB_WARM;
}

struct lamp *lamp_new(struct room *room, const char *name)
{
	struct lamp *lamp = calloc(1, sizeof(*lamp));

	lamp->references = 1;
	lamp->room = room_get(room);
	snprintf(lamp->name, sizeof(lamp->name), "%s", name);
	live++;
	return lamp;
}

struct lamp *lamp_get(struct lamp *lamp)
{
	if (use(lamp->references > 0))
		lamp->references++;
	return lamp;
}

void lamp_put(struct lamp *lamp)
{
	if (!use(lamp->references > 0) || --lamp->references > 0)
		return;
	use(!lamp->is_shown && !lamp->is_touched);
	if (lamp->bulb)
		bulb_free(lamp->bulb);
	room_put(lamp->room);
	live--;
}

struct room *lamp_room(struct lamp *lamp)
{
	return lamp->room;
}

int lamp_screw_in(struct lamp *lamp, struct bulb *bulb)
{
	use(lamp->references > 0 && bulb->is_alive);
	if (lamp->bulb)
		return -EBUSY;
	lamp->bulb = bulb;
	return 0;
}

int lamp_switch(struct lamp *lamp, bool on)
{
	if (!use(lamp->references > 0) || !lamp->bulb)
		return -ENODEV;
	lamp->is_on = on;
	return 0;
}

int lamp_measure(const struct lamp *lamp, int *watts)
{
	if (!use(lamp->references > 0) || !lamp->bulb)
		return -ENODEV;
	*watts = lamp->is_on ? lamp->bulb->watts : 0;
	return 0;
}

int lamp_adjust(struct lamp *lamp, struct lamp_settings *settings)
{
	if (!use(lamp->references > 0 && !settings->reserved))
		return -EINVAL;
	if (settings->level > 100)
		settings->level = 100;
	settings->flicker = settings->level < 10;
	lamp->level = settings->level;
	return 0;
}

int lamp_level(const struct lamp *lamp)
{
	return use(lamp->references > 0) ? lamp->level : 0;
}

void lamp_touch(struct lamp *lamp)
{
	use(lamp->references > 0 && !lamp->is_touched);
	lamp->is_touched = true;
}

void lamp_let_go(struct lamp *lamp)
{
	use(lamp->references > 0 && lamp->is_touched);
	lamp->is_touched = false;
}

int lamp_show(struct lamp *lamp, int place)
{
	if (place < 0)
		return -EINVAL;
	use(lamp->references > 0 && !lamp->is_shown);
	lamp->is_shown = true;
	shown++;
	return 0;
}

void lamp_hide(struct lamp *lamp)
{
	use(lamp->references > 0 && lamp->is_shown);
	lamp->is_shown = false;
	shown--;
}

void lamp_hide_now(struct lamp *lamp)
{
	lamp_hide(lamp);
}

void *lamp_secret(struct lamp *lamp)
{
	return lamp;
}

int lamps_live(void)
{
	return live;
}

int lamps_violations(void)
{
	return violations;
}

int lamps_shown(void)
{
	return shown;
}
