/* SPDX-License-Identifier: MIT */
/* Two types of locks, each about its own object: what changes the object needs the lock held. */
#ifndef LOCK_H
#define LOCK_H

#include <stdbool.h>

struct drawer;
struct vault;

struct drawer *drawer_create(void);
struct drawer *drawer_get(struct drawer *drawer);
void drawer_put(struct drawer *drawer);
void drawer_lock(struct drawer *drawer);
bool drawer_trylock(struct drawer *drawer);
void drawer_unlock(struct drawer *drawer);

/* With the lock held. */
int drawer_add(struct drawer *drawer, int count);

/* Takes the lock itself. */
int drawer_count(struct drawer *drawer);

struct vault *vault_create(void);
struct vault *vault_get(struct vault *vault);
void vault_put(struct vault *vault);
void vault_lock(struct vault *vault);
void vault_unlock(struct vault *vault);
int vault_add(struct vault *vault, int count);

#endif
