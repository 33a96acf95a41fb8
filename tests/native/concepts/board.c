/* SPDX-License-Identifier: MIT */
#include "board.h"
#include "module.h"

#define KEYS 8

struct pin {
	struct object object;
	int key;
};

struct board {
	struct object object;
	struct pin *pins[KEYS];
};

struct board *board_create(void)
{
	return books_new(sizeof(struct board), BOOK_BOARD);
}

struct board *board_get(struct board *board)
{
	books_get(&board->object, "board_get");
	return board;
}

void board_put(struct board *board)
{
	if (board->object.references == 1)
		for (int key = 0; key < KEYS; key++)
			if (board->pins[key])
				books_violation("board_put", "a pin is left");
	books_put(&board->object, "board_put");
}

struct pin *pin_get(struct pin *pin)
{
	books_get(&pin->object, "pin_get");
	return pin;
}

void pin_put(struct pin *pin)
{
	books_put(&pin->object, "pin_put");
}

int pin_key(const struct pin *pin)
{
	return books_use(&pin->object, "pin_key") ? pin->key : -1;
}

struct pin *pin_create(struct board *board, int key)
{
	struct pin *pin;

	if (!books_use(&board->object, "pin_create") || key < 0 || key >= KEYS)
		return ERROR_POINTER(-EINVAL);
	if (board->pins[key])
		return ERROR_POINTER(-EEXIST);
	pin = books_new(sizeof(*pin), BOOK_PIN);
	pin->key = key;
	return board->pins[key] = pin;
}

void pin_destroy(struct board *board, int key)
{
	if (!books_use(&board->object, "pin_destroy"))
		return;
	if (!board->pins[key]) {
		books_violation("pin_destroy", "there is no such pin");
		return;
	}
	pin_put(board->pins[key]);
	board->pins[key] = NULL;
}
