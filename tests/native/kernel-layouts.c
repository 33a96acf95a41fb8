/* SPDX-License-Identifier: MIT */
/*
 * The table of layouts that the shims of a kernel have. What stands in for the kernel has few of its structs: it says of all of them what
 * the wrappers expect, which kernel-layouts.awk reads out of them.
 */
#include <stddef.h>

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

static const struct bindgen_layout rows[] = {
#include "kernel-layouts.h"
};

static const struct bindgen_layouts table = { 1, "the wrappers themselves", sizeof(rows) / sizeof(rows[0]), rows };

const struct bindgen_layouts *bindgen_layouts_Linux(void);
const struct bindgen_layouts *bindgen_layouts_Linux(void)
{
	return &table;
}
