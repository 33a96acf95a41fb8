/* SPDX-License-Identifier: MIT */
/* A board owns its pins; a key ends one. */
#ifndef BOARD_H
#define BOARD_H

struct board;
struct pin;

struct board *board_create(void);
struct board *board_get(struct board *board);
void board_put(struct board *board);

struct pin *pin_get(struct pin *pin);
void pin_put(struct pin *pin);
int pin_key(const struct pin *pin);

/* The board keeps the reference until pin_destroy; an error pointer for a key that is there already. */
struct pin *pin_create(struct board *board, int key);
void pin_destroy(struct board *board, int key);

#endif
