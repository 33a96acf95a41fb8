/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* The books: what is allocated, what was freed a while ago, and which objects are known to be inside. */
#ifndef BOOKS_H
#define BOOKS_H

#include <linux/list.h>
#include <linux/rbtree.h>
#include <linux/types.h>

#include "host.h"

struct kmem_cache;
struct page;

/* Where the bytes of a record come from, which decides how they are given back. */
enum books_origin {
	ORIGIN_SLOT,		/* a slot of the arena */
	ORIGIN_LIBRARY,		/* the C library's malloc, which AddressSanitizer watches */
	ORIGIN_PAGES,		/* pages of the arena */
	ORIGIN_VIRTUAL,		/* pages of the arena, mapped elsewhere: vmalloc */
	ORIGIN_ALIAS		/* pages that belong to another record, mapped elsewhere: vmap */
};

/* What records and tags have in common: a place in the list of what is alive of the kind, in order of sequence. */
struct books_entry {
	struct list_head list;
	unsigned long sequence;
	enum host_kind kind;
};

struct books_record {
	struct books_entry entry;	/* after it was freed, its list is that of all that was freed */
	struct rb_node node;		/* by address: of what is alive, or of what was freed */
	struct list_head tags;
	struct rcu_head rcu;
	unsigned long address, size;
	unsigned long slot;		/* bytes that are taken for it */
	void *caller, *freed_by;
	struct kmem_cache *cache;
	struct page **pages;		/* ORIGIN_VIRTUAL, ORIGIN_ALIAS */
	enum books_origin origin;
	bool puts_pages;		/* ORIGIN_ALIAS: vfree gives up a reference to each page */
	bool waits_for_rcu;		/* will be freed after a grace period */
};

/* A lock that needs no task, so that any thread takes it at any time. Nothing is called while it is held. */
struct books_lock { int held; };
void books_lock(struct books_lock *lock);
void books_unlock(struct books_lock *lock);

/* An empty record, null when there is no memory. books_add makes it known; books_discard forgets one that is not. */
struct books_record *books_record_new(void);
void books_discard(struct books_record *record);
void books_add(struct books_record *record);

/* What is wrong with freeing this record in this way; null when nothing is. */
typedef const char *books_fits(const struct books_record *record, const void *argument);

/* Takes the live record that begins at the address out of the books. Null and a report when there is none that fits. */
struct books_record *books_take(const void *address, const char *function, void *caller, books_fits *fits,
				const void *argument);
/* The same without taking it, for what will be freed after a grace period; from then on it must not be freed again. */
struct books_record *books_take_later(const void *address, const char *function, void *caller, books_fits *fits,
				      const void *argument);
/* The grace period is over. */
void books_take_now(struct books_record *record);

/* Keeps what was taken for a while, its bytes filled, to see who uses it still; then gives the bytes back. */
void books_retire(struct books_record *record);
/* Gives back all that is kept; true when there was something. */
bool books_retire_all(void);
/* Looks at the bytes of all that is kept. */
void books_inspect(void);
/* memory.c: gives the bytes back. */
void books_release(const struct books_record *record);
/* memory.c: how many bytes at the beginning of the freed record are as they were left; its size when all are. */
unsigned long books_intact(const struct books_record *record);

/* The size of the live object that begins at the address; 0 when there is none. */
unsigned long books_size(const void *address);
/* Is the address in something that is or was allocated? */
bool books_knows(const void *address);
/* One record of pages becomes one for each page. False when there is no memory. */
bool books_split(const void *address);
/* The page of the live virtual mapping that holds the address; null when there is none. */
struct page *books_virtual_page(const void *address);

/* Should this allocation fail, because host_fail_allocation said so? */
bool books_fail_now(void);

/* The object, in an allocation or in static memory, is of the kind. A device's name is read when it is asked for. */
void books_tag(enum host_kind kind, const void *object, const char *name, void *caller);
/* True when it was tagged. */
bool books_untag(enum host_kind kind, const void *object);

/* symbol+0xOFFSET, or the address. */
void books_caller_name(const void *address, char *text, unsigned long size);

#endif
