/* A small C library about lamps in rooms: every example of the rules language is about it. */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#define LAMP_FLAG_DIM 0x1
#define LAMP_FLAG_WARM 0x2
#define lamp_debug(lamp) ((void)(lamp))

enum lamp_color { LAMP_COLOR_WHITE, LAMP_COLOR_RED };

struct room;
struct lamp;
struct shelf { int (*count)(struct shelf *shelf, int color); };
struct plan;

struct lamp_walk {
    struct room *room;
    struct lamp *last;
};

struct lamp_hooks {
    void (*lit)(struct lamp *lamp, void *cookie);
    int (*dimmed)(struct lamp *lamp, int level, void *cookie);
};

struct lamp_config {
    unsigned int watts;
    bool is_dimmable;
    struct room *room;
    const char *label;
    const struct lamp_hooks *hooks;
};

struct lamp_driver {
    const char *name;
    int version;
    void (*release)(struct lamp *lamp);
};

struct panel;

struct panel_files {
    int version;
    int (*open)(int number);
};

struct panel_key {
    unsigned int code;
    int (*pressed)(struct panel *panel, void *data);
};

struct panel_driver {
    const char *name;
    const struct panel_files *files;
    const struct panel_key *keys;
    int key_count;
    int (*start)(struct panel *panel);
    void (*stop)(struct panel *panel);
};

struct panel {
    const struct panel_driver *driver;
};

int panel_open(int number);

struct room *room_get(struct room *room);
void room_put(struct room *room);

struct lamp *lamp_get(struct lamp *lamp);
bool lamp_get_unless_zero(struct lamp *lamp);
void lamp_put(struct lamp *lamp);

struct lamp *lamp_create(struct room *room, const char *name);
struct lamp *lamp_create_for(struct room *room, const struct lamp_driver *driver);
struct lamp *lamp_build(struct room *room, struct lamp_config *config);
struct lamp *lamp_find(struct room *room, const char *name);
struct lamp *lamp_next(struct room *room, struct lamp *from);

void lamp_walk_begin(struct lamp_walk *walk, struct room *room);
struct lamp *lamp_walk_next(struct lamp_walk *walk);
void lamp_walk_end(struct lamp_walk *walk);

struct room *lamp_room(struct lamp *lamp);
const char *lamp_name(const struct lamp *lamp);
const char *lamp_maker(const struct lamp *lamp);
void *lamp_memory(struct lamp *lamp, size_t size);
void *lamp_array(struct lamp *lamp, size_t count, size_t size);
int lamp_is_lit(const struct lamp *lamp);
int lamp_count(struct room *room);
int lamp_switch(struct lamp *lamp, bool on);
int lamp_dim(struct lamp *lamp, int level);
int lamp_swap(struct lamp *lamp, struct lamp *other);
int lamp_move(struct lamp *lamp, struct room *to);
int lamp_level(struct lamp *lamp, int *level);
int lamp_pair(struct lamp *lamp, struct lamp **other);
int lamp_attach(struct room *room, struct lamp *lamp);
void lamp_give(struct room *room, struct lamp *lamp);
void lamp_rent(struct lamp *lamp, struct room *from);
void lamp_unrent(struct lamp *lamp);
int lamp_label(struct lamp *lamp, const char *format, const char *text);
void lamp_write(struct lamp *lamp, const unsigned char *data, size_t size);
void lamp_wait(struct lamp *lamp);
void lamp_set_data(struct lamp *lamp, void *data);

int lamp_for_each(struct room *room, void *data, int (*fn)(struct lamp *lamp, void *data));
int lamp_watch(struct lamp *lamp, void (*changed)(void *data), void *data);
void lamp_unwatch(struct lamp *lamp);
int lamp_hook(struct lamp *lamp, const struct lamp_hooks *hooks, void *data);
void lamp_unhook(struct lamp *lamp);

int lamp_add(struct lamp *lamp, unsigned int flags);
void lamp_remove(struct lamp *lamp);
void lamp_remove_with(struct lamp *lamp, unsigned int mask);
void lamp_unplug(struct lamp *lamp);

void lamp_lock(struct lamp *lamp);
bool lamp_trylock(struct lamp *lamp);
void lamp_unlock(struct lamp *lamp);
bool lamp_enter(struct lamp *lamp, int *index);
void lamp_exit(int index);

struct shelf *shelf_alloc(int size);
void shelf_free(struct shelf *shelf);

struct plan *plan_current(void);
int plan_lamps(struct plan *plan);

#endif
