/* Written by BindGen from books.h, kinds.h, counted.h, sole.h and 9 more, x86_64-linux-gnu. Do not edit: change the rules or the templates and run 'bindgen generate'. */
/* The structs that the wrappers read, write or allocate, as this compiler lays them out: the wrappers ask before their first call. */
#include <books.h>
#include <kinds.h>
#include <counted.h>
#include <sole.h>
#include <family.h>
#include <stream.h>
#include <transfer.h>
#include <gate.h>
#include <lock.h>
#include <board.h>
#include <pump.h>
#include <hooks.h>
#include <unit.h>

/* A record, or a member of the record before it: its name, its size, and the offset of a member or the alignment of a record. */
struct bindgen_layout {
    const char *record;
    const char *member;
    unsigned long size;
    unsigned long place;
};

struct bindgen_layouts {
    unsigned long version;
    const char *source;
    unsigned long count;
    const struct bindgen_layout *rows;
};

#define BINDGEN_RECORD(type) { #type, 0, sizeof(type), __alignof__(type) }
#define BINDGEN_MEMBER(type, member) { #type, #member, sizeof(((type *)0)->member), __builtin_offsetof(type, member) }

static const struct bindgen_layout bindgen_rows[] = {
    BINDGEN_RECORD(struct family_walk),
    BINDGEN_RECORD(struct port),
    BINDGEN_MEMBER(struct port, parent),
    BINDGEN_RECORD(struct pump_ops),
    BINDGEN_MEMBER(struct pump_ops, tick),
    BINDGEN_RECORD(struct relay_ops),
    BINDGEN_MEMBER(struct relay_ops, allows),
    BINDGEN_MEMBER(struct relay_ops, flipped),
    BINDGEN_RECORD(struct stream_config),
    BINDGEN_MEMBER(struct stream_config, speed),
    BINDGEN_MEMBER(struct stream_config, is_compressed),
    BINDGEN_MEMBER(struct stream_config, source),
    BINDGEN_RECORD(struct unit),
    BINDGEN_MEMBER(struct unit, driver),
    BINDGEN_RECORD(struct unit_driver),
    BINDGEN_MEMBER(struct unit_driver, name),
    BINDGEN_MEMBER(struct unit_driver, probe),
    BINDGEN_MEMBER(struct unit_driver, remove),
    BINDGEN_RECORD(struct valve_ops),
    BINDGEN_MEMBER(struct valve_ops, turned),
    BINDGEN_MEMBER(struct valve_ops, drained),
    BINDGEN_RECORD(struct window_config),
    BINDGEN_MEMBER(struct window_config, size),
    BINDGEN_MEMBER(struct window_config, unit),
};

static const struct bindgen_layouts bindgen_table = {
    1, "books.h, kinds.h, counted.h, sole.h and 9 more, x86_64-linux-gnu", sizeof(bindgen_rows) / sizeof(bindgen_rows[0]), bindgen_rows
};

const struct bindgen_layouts *bindgen_layouts_Concepts(void);
const struct bindgen_layouts *bindgen_layouts_Concepts(void)
{
    return &bindgen_table;
}
