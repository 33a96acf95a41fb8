/* SPDX-License-Identifier: MIT */
/* A child keeps its parent. Children are visited with a cursor, or one for another: next eats the one that it is given. */
#ifndef FAMILY_H
#define FAMILY_H

struct family;

struct family *family_create(int age);
struct family *family_get(struct family *family);
void family_put(struct family *family);
int family_age(const struct family *family);

/* Takes a reference to the parent; the parent knows its children and holds none. */
struct family *family_bear(struct family *parent, int age);

/* Valid as long as the child: it holds the reference. */
struct family *family_parent(struct family *child);

/* Puts from and returns a reference to the sibling after it; the first child for null, null after the last. */
struct family *family_next_child(struct family *parent, struct family *from);

struct family_walk {
	struct family *parent, *current;
};

/* The element is held by the cursor until the next one is taken. */
void family_walk_begin(struct family_walk *walk, struct family *parent);
struct family *family_walk_next(struct family_walk *walk);
void family_walk_end(struct family_walk *walk);

#endif
