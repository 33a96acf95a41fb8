/* SPDX-License-Identifier: MIT */
/* Sections with a token, which closing waits for: closed once, for ever. */
#ifndef GATE_H
#define GATE_H

#include <stdbool.h>

struct gate;

struct gate *gate_create(void);
struct gate *gate_get(struct gate *gate);
void gate_put(struct gate *gate);

int gate_open(struct gate *gate, unsigned flags);
void gate_close(struct gate *gate);

/* Does not wait. */
void gate_slam(struct gate *gate);

/* A snapshot. */
bool gate_is_closed(const struct gate *gate);

bool gate_enter(struct gate *gate, int *index);
void gate_exit(struct gate *gate, int index);

/* For whoever is inside: a violation elsewhere. */
int gate_work(struct gate *gate);

#endif
