/* SPDX-License-Identifier: MIT */
/* A small library whose header says itself who owns what. */
#ifndef LAMPS_H
#define LAMPS_H

#include <bindgen.h>
#include <stdbool.h>

/* References are counted. */
struct BG_HANDLE(Room) BG_REFCOUNTED(room_get, room_put) room;

BG_OWNED BG_NULLABLE BG_NAME(Open) struct room *room_open(BG_STRING const char *name);
BG_OWNED struct room *room_get(struct room *room);
void room_put(BG_CONSUMED struct room *room);
BG_NAME(CopyName) BG_UNSTABLE("room_rename() replaces it") const char *room_name(const struct room *room);
BG_NAME(Rename) BG_ERRNO int room_rename(struct room *room, BG_STRING const char *name);

/* One owner, who frees it. */
struct BG_HANDLE(Bulb) bulb;
enum BG_ENUM(BulbColor) bulb_color { BULB_WARM = 1, BULB_COLD = 2 };

BG_NAME(Create) BG_OWNED_BY(bulb_free) struct bulb *bulb_new(int watts, enum bulb_color color);
BG_UNSAFE(BULB-HOT, "the bulb must have cooled down") void bulb_free(BG_CONSUMED struct bulb *bulb);
BG_NAME(GetColor) enum bulb_color bulb_color_of(const struct bulb *bulb);

struct BG_HANDLE(Lamp) BG_REFCOUNTED(lamp_get, lamp_put) lamp;

/* A value; the library keeps the reserved member for later. */
struct BG_RECORD(LampSettings) lamp_settings {
	int level;
	bool flicker;
	BG_SKIP("for later") void *reserved;
};

BG_OWNED BG_NAME(Create) struct lamp *lamp_new(struct room *room, BG_STRING const char *name);
struct lamp *lamp_get(struct lamp *lamp);
void lamp_put(struct lamp *lamp);

/* Borrowed: the room belongs to the lamp. */
BG_BORROWED_FROM(lamp) BG_NAME(GetRoom) struct room *lamp_room(struct lamp *lamp);

/* Consumed: 0 and the bulb is the lamp's, or an error number and it stays the caller's. */
BG_ERRNO BG_NAME(ScrewIn) int lamp_screw_in(struct lamp *lamp, BG_CONSUMED_ON_SUCCESS struct bulb *bulb);

BG_ERRNO BG_NAME(Switch) int lamp_switch(struct lamp *lamp, bool on);
BG_ERRNO BG_NAME(Measure) int lamp_measure(const struct lamp *lamp, BG_OUT int *watts);
BG_ERRNO BG_NAME(Adjust) int lamp_adjust(struct lamp *lamp, BG_INOUT struct lamp_settings *settings);
BG_NAME(GetLevel) int lamp_level(const struct lamp *lamp);

/* A lock: whoever holds it may touch the lamp. */
BG_GUARD(LampTouch, lamp_let_go) BG_BLOCKS void lamp_touch(struct lamp *lamp);
void lamp_let_go(struct lamp *lamp);

/* On show until it is hidden; the library takes no reference. */
BG_REGISTRATION(LampShow, lamp_hide) BG_ONCE BG_FENCED int lamp_show(struct lamp *lamp, int place);
void lamp_hide(struct lamp *lamp);
BG_SKIP("lamp_hide waits for visitors") void lamp_hide_now(struct lamp *lamp);

/* No symbol: a shim has one. */
BG_NAME(IsDim) static inline bool lamp_is_dim(const struct lamp *lamp) { return lamp_level(lamp) < 10; }

/* Nothing is said of it, so nobody calls it. */
void *lamp_secret(struct lamp *lamp);

/* What tests ask: the objects that live, and the calls that were wrong. */
BG_FUNCTIONS(Books) BG_NAME(CountLive) int lamps_live(void);
BG_FUNCTIONS(Books) BG_NAME(CountViolations) int lamps_violations(void);
BG_FUNCTIONS(Books) BG_NAME(CountShown) int lamps_shown(void);

#endif
