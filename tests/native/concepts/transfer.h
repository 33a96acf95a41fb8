/* SPDX-License-Identifier: MIT */
/* References that change hands: always, when the call succeeds, and when it fails. */
#ifndef TRANSFER_H
#define TRANSFER_H

struct crate;
struct item;
struct plate;

struct item *item_new(int weight);
void item_free(struct item *item);
int item_weight(const struct item *item);

/* Room for one item. */
struct crate *crate_create(void);
struct crate *crate_get(struct crate *crate);
void crate_put(struct crate *crate);

/* Takes the item over, and drops the one before. */
void crate_replace(struct crate *crate, struct item *item);

/* 0 and the item is the crate's, or an error number and it stays the caller's. */
int crate_pack(struct crate *crate, struct item *item);
int crate_weight(const struct crate *crate);

/* C allows one registration in the life of a plate. When it fails, the caller may only put the plate, and never use it again. */
struct plate *plate_create(int shelf);
struct plate *plate_get(struct plate *plate);
void plate_put(struct plate *plate);
int plate_shelf(const struct plate *plate);
int plate_register(struct plate *plate);
void plate_unregister(struct plate *plate);

#endif
