// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * The books of what is allocated and of the objects inside, and the kernel's own get and put functions with a look into
 * the books first: the build renames the kernel's `NAME` to `real_NAME` for each name in hooks.list, and NAME is here.
 */
#include <linux/device.h>
#include <linux/hashtable.h>
#include <linux/io-pgtable.h>
#include <linux/kobject.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/rbtree.h>
#include <linux/string.h>

#include <drm/drm_device.h>
#include <drm/drm_drv.h>

#include "books.h"
#include "host.h"
#include "report.h"
#include "system/memory.h"

#define KEPT_RECORDS 65536
#define KEPT_BYTES (32UL << 20)
#define CHUNK (1UL << 20)
#define NAME sizeof(((struct host_object *)NULL)->name)
#define SPINS 100

struct tag {
	struct books_entry entry;
	struct hlist_node hash;
	struct list_head inside;	/* of the record's tags */
	struct books_record *record;	/* null in static memory */
	const void *object;
	void *caller;
	char name[NAME];
};

/* Pieces of one size, that are never given back. */
struct pool {
	unsigned long size;
	void *free;
	char *chunk, *end;
};

static struct books_lock lock;
static struct rb_root alive = RB_ROOT, freed = RB_ROOT;
static LIST_HEAD(kept);
static unsigned long kept_records, kept_bytes;
static struct list_head living[HOST_KINDS] = {
	LIST_HEAD_INIT(living[0]), LIST_HEAD_INIT(living[1]), LIST_HEAD_INIT(living[2]), LIST_HEAD_INIT(living[3]),
	LIST_HEAD_INIT(living[4]),
};
static unsigned long live_since_mark[HOST_KINDS];
static unsigned long sequence, mark;
static DEFINE_HASHTABLE(tags, 12);
static struct pool records = { .size = sizeof(struct books_record) }, tag_pool = { .size = sizeof(struct tag) };

/* ---- Locks and pools ---- */

void books_lock(struct books_lock *lock)
{
	for (int spins = 0; __atomic_exchange_n(&lock->held, 1, __ATOMIC_ACQUIRE); spins++)
		if (spins > SPINS)
			system_pause();
		else
			__builtin_ia32_pause();
}

void books_unlock(struct books_lock *lock)
{
	__atomic_store_n(&lock->held, 0, __ATOMIC_RELEASE);
}

static void *pool_take(struct pool *pool)
{
	void *piece = pool->free;

	if (piece) {
		pool->free = *(void **)piece;
		memset(piece, 0, pool->size);
		return piece;
	}
	if (pool->end - pool->chunk < pool->size) {
		pool->chunk = system_map(CHUNK);
		if (!pool->chunk) {
			pool->end = NULL;
			return NULL;
		}
		pool->end = pool->chunk + CHUNK;
	}
	piece = pool->chunk;
	pool->chunk += pool->size;
	return piece;
}

static void pool_give(struct pool *pool, void *piece)
{
	*(void **)piece = pool->free;
	pool->free = piece;
}

/* ---- The lists of what is alive ---- */

static void entry_add(struct books_entry *entry)
{
	entry->sequence = ++sequence;
	list_add_tail(&entry->list, &living[entry->kind]);
	live_since_mark[entry->kind]++;
}

static void entry_remove(struct books_entry *entry)
{
	if (list_empty(&entry->list))
		return;
	list_del_init(&entry->list);
	if (entry->sequence > mark)
		live_since_mark[entry->kind]--;
}

/* ---- The trees ---- */

static struct books_record *tree_find(struct rb_root *root, const void *object)
{
	unsigned long address = (unsigned long)object;
	struct rb_node *node = root->rb_node;

	while (node) {
		struct books_record *record = rb_entry(node, struct books_record, node);

		if (address < record->address)
			node = node->rb_left;
		else if (address >= record->address + record->size)
			node = node->rb_right;
		else
			return record;
	}
	return NULL;
}

/* Some record that has a byte in the range. */
static struct books_record *tree_overlap(struct rb_root *root, unsigned long address, unsigned long size)
{
	struct rb_node *node = root->rb_node;

	while (node) {
		struct books_record *record = rb_entry(node, struct books_record, node);

		if (address + size <= record->address)
			node = node->rb_left;
		else if (address >= record->address + record->size)
			node = node->rb_right;
		else
			return record;
	}
	return NULL;
}

static void tree_insert(struct rb_root *root, struct books_record *record)
{
	struct rb_node **link = &root->rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		if (record->address < rb_entry(parent, struct books_record, node)->address)
			link = &parent->rb_left;
		else
			link = &parent->rb_right;
	}
	rb_link_node(&record->node, parent, link);
	rb_insert_color(&record->node, root);
}

/* ---- Tags ---- */

static struct tag *tag_find(enum host_kind kind, const void *object)
{
	struct tag *tag;

	hash_for_each_possible(tags, tag, hash, (unsigned long)object)
		if (tag->object == object && tag->entry.kind == kind)
			return tag;
	return NULL;
}

static long count_of(enum host_kind kind, const void *object)
{
	switch (kind) {
	case HOST_DEVICE:
		return kref_read(&((const struct device *)object)->kobj.kref);
	case HOST_DRM_DEVICE:
		return kref_read(&((const struct drm_device *)object)->ref);
	default:
		return 1;
	}
}

/* A text of the kernel code, which may have been freed. */
static bool text_copy(char *copy, const char *text, unsigned long size)
{
	struct books_record *record;
	unsigned long length;

	if (!text || tree_find(&freed, text))
		return false;
	record = tree_find(&alive, text);
	length = record ? min(size - 1, record->address + record->size - (unsigned long)text) : size - 1;
	length = strnlen(text, length);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return true;
}

/* A device gets its name after it is tagged, and loses it after the last reference. */
static void tag_refresh(struct tag *tag)
{
	if (tag->entry.kind == HOST_DEVICE && !list_empty(&tag->entry.list)) {
		const struct device *device = tag->object;

		if (count_of(HOST_DEVICE, device))
			text_copy(tag->name, device->init_name ?: device->kobj.name, sizeof(tag->name));
	}
}

static void tag_end(struct tag *tag)
{
	entry_remove(&tag->entry);
	hash_del(&tag->hash);
}

static void tag_forget(struct tag *tag)
{
	tag_end(tag);
	list_del(&tag->inside);
	pool_give(&tag_pool, tag);
}

void books_tag(enum host_kind kind, const void *object, const char *name, void *caller)
{
	struct tag *tag;

	books_lock(&lock);
	tag = tag_find(kind, object);
	if (tag)
		tag_forget(tag);
	tag = pool_take(&tag_pool);
	if (tag) {
		tag->entry.kind = kind;
		tag->object = object;
		tag->caller = caller;
		tag->record = tree_find(&alive, object);
		if (name)
			strscpy(tag->name, name, sizeof(tag->name));
		INIT_LIST_HEAD(&tag->inside);
		if (tag->record)
			list_add(&tag->inside, &tag->record->tags);
		hash_add(tags, &tag->hash, (unsigned long)object);
		entry_add(&tag->entry);
	}
	books_unlock(&lock);
}

bool books_untag(enum host_kind kind, const void *object)
{
	struct tag *tag;

	books_lock(&lock);
	tag = tag_find(kind, object);
	if (tag)
		tag_forget(tag);
	books_unlock(&lock);
	return tag;
}

/* ---- Names ---- */

void books_caller_name(const void *address, char *text, unsigned long size)
{
	unsigned long offset;
	const char *name;

	if (address && system_symbol(address, &name, &offset))
		snprintf(text, size, "%s+0x%lx", name, offset);
	else
		snprintf(text, size, "0x%lx", (unsigned long)address);
}

/* What a message says of a record, copied while the lock is held and written after. */
struct finding {
	char name[NAME];
	unsigned long size;
	void *caller, *freed_by;
	bool freed;
};

#define FINDING_TEXT 256

static void finding_take(struct finding *finding, const struct books_record *record, const void *object)
{
	struct tag *tag, *best = NULL;

	*finding = (struct finding){ .size = record->size, .caller = record->caller, .freed_by = record->freed_by };
	list_for_each_entry(tag, &record->tags, inside) {
		tag_refresh(tag);
		if (!best || tag->object == object)
			best = tag;
	}
	if (best)
		memcpy(finding->name, best->name, NAME);
}

/* "gpu0" (made by X, freed by Y), or the size where there is no name. */
static void finding_subject(const struct finding *finding, char *text)
{
	if (finding->name[0])
		snprintf(text, FINDING_TEXT, "\"%s\"", finding->name);
	else
		snprintf(text, FINDING_TEXT, "an object of %lu bytes", finding->size);
}

static void finding_origin(const struct finding *finding, char *text)
{
	char maker[96] = "unknown", freer[96];

	if (finding->caller)
		books_caller_name(finding->caller, maker, sizeof(maker));
	if (finding->freed_by) {
		books_caller_name(finding->freed_by, freer, sizeof(freer));
		snprintf(text, FINDING_TEXT, "made by %s, freed by %s", maker, freer);
	} else {
		snprintf(text, FINDING_TEXT, "made by %s, its memory is not freed", maker);
	}
}

/* ---- Records ---- */

struct books_record *books_record_new(void)
{
	struct books_record *record;

	books_lock(&lock);
	record = pool_take(&records);
	books_unlock(&lock);
	if (record) {
		INIT_LIST_HEAD(&record->entry.list);
		INIT_LIST_HEAD(&record->tags);
	}
	return record;
}

static void record_forget(struct books_record *record)
{
	struct tag *tag, *next;

	list_for_each_entry_safe(tag, next, &record->tags, inside)
		pool_give(&tag_pool, tag);
	pool_give(&records, record);
}

void books_discard(struct books_record *record)
{
	books_lock(&lock);
	record_forget(record);
	books_unlock(&lock);
}

static bool gives_back_at_once(const struct books_record *record)
{
	return record->origin != ORIGIN_SLOT && record->origin != ORIGIN_PAGES;
}

static void unkeep(struct books_record *record)
{
	rb_erase(&record->node, &freed);
	if (list_empty(&record->entry.list))
		return;
	list_del_init(&record->entry.list);
	kept_records--;
	if (!gives_back_at_once(record))
		kept_bytes -= record->slot;
}

void books_add(struct books_record *record)
{
	struct books_record *old;

	books_lock(&lock);
	/* The C library and the table of addresses hand out again what was given back. */
	while ((old = tree_overlap(&freed, record->address, record->size))) {
		unkeep(old);
		record_forget(old);
	}
	tree_insert(&alive, record);
	entry_add(&record->entry);
	books_unlock(&lock);
}

static void record_end(struct books_record *record, void *caller)
{
	struct tag *tag;

	list_for_each_entry(tag, &record->tags, inside) {
		tag_refresh(tag);
		tag_end(tag);
	}
	if (!record->freed_by)
		record->freed_by = caller;
	entry_remove(&record->entry);
	rb_erase(&record->node, &alive);
	tree_insert(&freed, record);
}

static void report_not_taken(const void *address, const char *function, void *caller, const char *wrong,
			     const struct finding *finding)
{
	char subject[FINDING_TEXT], origin[FINDING_TEXT], by[96];

	books_caller_name(caller, by, sizeof(by));
	if (!finding) {
		report_misuse("%s: 0x%lx is not an allocated object (called by %s)", function, (unsigned long)address,
			      by);
		return;
	}
	finding_subject(finding, subject);
	finding_origin(finding, origin);
	report_misuse("%s: %s %s (%s), called by %s", function, subject, wrong, origin, by);
}

static struct books_record *take(const void *address, const char *function, void *caller, books_fits *fits,
				 const void *argument, bool later)
{
	struct books_record *record, *gone = NULL;
	const char *wrong = NULL;
	struct finding finding;

	books_lock(&lock);
	record = tree_find(&alive, address);
	if (!record) {
		gone = tree_find(&freed, address);
		wrong = "was freed twice";
	} else if (record->address != (unsigned long)address) {
		wrong = "does not begin at the address to free";
	} else if (record->waits_for_rcu) {
		wrong = "was freed twice, the first time to wait for RCU";
	} else if (fits) {
		wrong = fits(record, argument);
	}
	if (wrong && (record || gone)) {
		finding_take(&finding, record ?: gone, address);
	} else if (record && later) {
		record->waits_for_rcu = true;
		record->freed_by = caller;
	} else if (record) {
		record_end(record, caller);
	}
	books_unlock(&lock);
	if (wrong) {
		report_not_taken(address, function, caller, wrong, record || gone ? &finding : NULL);
		return NULL;
	}
	return record;
}

struct books_record *books_take(const void *address, const char *function, void *caller, books_fits *fits,
				const void *argument)
{
	return take(address, function, caller, fits, argument, false);
}

struct books_record *books_take_later(const void *address, const char *function, void *caller, books_fits *fits,
				      const void *argument)
{
	return take(address, function, caller, fits, argument, true);
}

void books_take_now(struct books_record *record)
{
	books_lock(&lock);
	record_end(record, NULL);
	books_unlock(&lock);
}

/* ---- What was freed ---- */

static void report_damage(const struct finding *finding, unsigned long offset)
{
	char subject[FINDING_TEXT], origin[FINDING_TEXT];

	finding_subject(finding, subject);
	finding_origin(finding, origin);
	report_misuse("%s was written at byte %lu of %lu after it was freed (%s)", subject, offset, finding->size,
		      origin);
}

/* The record is in no list and no tree any more. */
static void give_back(struct books_record *record)
{
	unsigned long intact = books_intact(record);
	struct finding finding;

	if (intact < record->size) {
		finding_take(&finding, record, NULL);
		report_damage(&finding, intact);
	}
	books_release(record);
	books_discard(record);
}

/* The oldest record whose bytes are to be given back; null when what is kept is within the limits. */
static struct books_record *unkeep_oldest(unsigned long most_records, unsigned long most_bytes)
{
	struct books_record *record = NULL;

	books_lock(&lock);
	while (kept_records > most_records || kept_bytes > most_bytes) {
		record = list_first_entry(&kept, struct books_record, entry.list);
		unkeep(record);
		if (!gives_back_at_once(record))
			break;
		record_forget(record);
		record = NULL;
	}
	books_unlock(&lock);
	return record;
}

static bool give_back_above(unsigned long most_records, unsigned long most_bytes)
{
	struct books_record *record;
	bool some = false;

	while ((record = unkeep_oldest(most_records, most_bytes))) {
		give_back(record);
		some = true;
	}
	return some;
}

void books_retire(struct books_record *record)
{
	struct books_record copy = *record;

	books_lock(&lock);
	list_add_tail(&record->entry.list, &kept);
	kept_records++;
	if (!gives_back_at_once(record))
		kept_bytes += record->slot;
	books_unlock(&lock);
	/* From here on the record may be forgotten by another thread. */
	if (gives_back_at_once(&copy))
		books_release(&copy);
	give_back_above(KEPT_RECORDS, KEPT_BYTES);
}

bool books_retire_all(void)
{
	return give_back_above(0, 0);
}

#define DAMAGED 16

void books_inspect(void)
{
	struct finding findings[DAMAGED];
	unsigned long offsets[DAMAGED];
	struct books_record *record;
	int damaged = 0;

	books_lock(&lock);
	list_for_each_entry(record, &kept, entry.list) {
		unsigned long intact = books_intact(record);

		if (intact == record->size || damaged == DAMAGED)
			continue;
		finding_take(&findings[damaged], record, NULL);
		offsets[damaged++] = intact;
		/* Reported once. */
		memset((void *)record->address, POISON_FREE, record->size);
	}
	books_unlock(&lock);
	for (int index = 0; index < damaged; index++)
		report_damage(&findings[index], offsets[index]);
}

/* ---- Questions ---- */

unsigned long books_size(const void *address)
{
	struct books_record *record;
	unsigned long size;

	books_lock(&lock);
	record = tree_find(&alive, address);
	size = record && record->address == (unsigned long)address ? record->size : 0;
	books_unlock(&lock);
	return size;
}

bool books_knows(const void *address)
{
	bool known;

	books_lock(&lock);
	known = tree_find(&alive, address) || tree_find(&freed, address);
	books_unlock(&lock);
	return known;
}

struct page *books_virtual_page(const void *address)
{
	struct books_record *record;
	struct page *page = NULL;

	books_lock(&lock);
	record = tree_find(&alive, address);
	if (record && record->pages)
		page = record->pages[((unsigned long)address - record->address) >> PAGE_SHIFT];
	books_unlock(&lock);
	return page;
}

bool books_split(const void *address)
{
	struct books_record *record, *part;
	bool done = true;

	books_lock(&lock);
	record = tree_find(&alive, address);
	while (record && record->size > PAGE_SIZE) {
		part = pool_take(&records);
		if (!part) {
			done = false;
			break;
		}
		INIT_LIST_HEAD(&part->tags);
		part->entry.kind = record->entry.kind;
		part->origin = record->origin;
		part->caller = record->caller;
		record->size -= PAGE_SIZE;
		record->slot = record->size;
		part->address = record->address + record->size;
		part->size = part->slot = PAGE_SIZE;
		tree_insert(&alive, part);
		entry_add(&part->entry);
	}
	books_unlock(&lock);
	return done;
}

void host_mark(void)
{
	books_lock(&lock);
	mark = sequence;
	memset(live_since_mark, 0, sizeof(live_since_mark));
	books_unlock(&lock);
}

unsigned long host_live(int kind)
{
	unsigned long count = 0;

	if (kind < 0 || kind >= HOST_KINDS)
		return 0;
	books_lock(&lock);
	count = live_since_mark[kind];
	books_unlock(&lock);
	return count;
}

static long page_references(const struct books_record *record)
{
	return record->entry.kind == HOST_PAGES ? page_count(virt_to_page((void *)record->address)) : -1;
}

static void object_of_record(const struct books_record *record, struct host_object *object, void **caller)
{
	object->address = (const void *)record->address;
	object->size = record->size;
	object->references = page_references(record);
	object->name[0] = '\0';
	*caller = record->caller;
}

static void object_of_tag(struct tag *tag, struct host_object *object, void **caller)
{
	tag_refresh(tag);
	object->address = tag->object;
	object->size = tag->record ? tag->record->size : 0;
	object->references = count_of(tag->entry.kind, tag->object);
	memcpy(object->name, tag->name, sizeof(object->name));
	*caller = tag->record && tag->entry.kind != HOST_PAGE_TABLE ? tag->record->caller : tag->caller;
}

int host_next_live(int kind, unsigned long after, struct host_object *object)
{
	struct books_entry *entry, *next = NULL;
	void *caller = NULL;

	if (kind < 0 || kind >= HOST_KINDS)
		return 0;
	books_lock(&lock);
	list_for_each_entry_reverse(entry, &living[kind], list) {
		if (entry->sequence <= max(after, mark))
			break;
		next = entry;
	}
	if (next) {
		object->kind = kind;
		object->sequence = next->sequence;
		if (kind == HOST_MEMORY || kind == HOST_PAGES)
			object_of_record(container_of(next, struct books_record, entry), object, &caller);
		else
			object_of_tag(container_of(next, struct tag, entry), object, &caller);
	}
	books_unlock(&lock);
	if (next)
		books_caller_name(caller, object->caller, sizeof(object->caller));
	return next != NULL;
}

long host_references(const void *address)
{
	static const enum host_kind kinds[] = { HOST_DEVICE, HOST_DRM_DEVICE, HOST_PAGE_TABLE };
	struct books_record *record;
	long references = -1;
	struct tag *tag;

	books_lock(&lock);
	for (size_t index = 0; index < ARRAY_SIZE(kinds) && references < 0; index++) {
		tag = tag_find(kinds[index], address);
		if (tag && !list_empty(&tag->entry.list))
			references = count_of(kinds[index], address);
	}
	record = references < 0 ? tree_find(&alive, address) : NULL;
	if (record)
		references = page_references(record);
	books_unlock(&lock);
	return references;
}

/* ---- Failure on request ---- */

static long failure_in;

long host_fail_allocation(long nth)
{
	return max(__atomic_exchange_n(&failure_in, nth, __ATOMIC_RELAXED), 0L);
}

bool books_fail_now(void)
{
	if (__atomic_load_n(&failure_in, __ATOMIC_RELAXED) <= 0)
		return false;
	return __atomic_sub_fetch(&failure_in, 1, __ATOMIC_RELAXED) == 0;
}

/* ---- The kernel's functions, after a look into the books ---- */

/* core.c's own; the build makes it visible. */
extern const struct kobj_type device_ktype;

void real_kobject_init(struct kobject *kobject, const struct kobj_type *type);
struct kobject *real_kobject_get(struct kobject *kobject);
void real_kobject_put(struct kobject *kobject);
struct device *real_get_device(struct device *device);
void real_put_device(struct device *device);
void real_drm_dev_get(struct drm_device *device);
void real_drm_dev_put(struct drm_device *device);
void real_drmm_add_final_kfree(struct drm_device *device, void *container);
struct io_pgtable_ops *real_alloc_io_pgtable_ops(enum io_pgtable_fmt format, struct io_pgtable_cfg *config,
						 void *cookie);
void real_free_io_pgtable_ops(struct io_pgtable_ops *operations);

/* drm_internal.h declares it, which is not for others. */
void drmm_add_final_kfree(struct drm_device *device, void *container);

enum change { TAKEN, PUT };

/* An object in static memory lives as long as it is referenced; others until their memory is freed. */
static void last_put(struct tag *tag)
{
	tag_refresh(tag);
	if (!tag->record)
		entry_remove(&tag->entry);
}

static bool may_change(enum host_kind kind, const void *object, const char *function, enum change change, void *caller)
{
	struct books_record *gone = NULL, *record;
	struct finding finding = {};
	bool dead = false;
	struct tag *tag;
	long count;

	books_lock(&lock);
	record = tree_find(&alive, object);
	if (!record)
		gone = tree_find(&freed, object);
	if (gone) {
		dead = true;
		finding_take(&finding, gone, object);
	} else {
		tag = tag_find(kind, object);
		count = count_of(kind, object);
		dead = !count;
		if (dead && record)
			finding_take(&finding, record, object);
		else if (dead && tag)
			memcpy(finding.name, tag->name, NAME);
		else if (count == 1 && tag && change == PUT)
			last_put(tag);
	}
	books_unlock(&lock);
	if (dead) {
		char subject[FINDING_TEXT], origin[FINDING_TEXT], by[96];

		finding_subject(&finding, subject);
		finding_origin(&finding, origin);
		books_caller_name(caller, by, sizeof(by));
		report_misuse("%s: %s was %s after its last reference was dropped (%s), called by %s", function,
			      subject, change == PUT ? "put" : "taken", origin, by);
	}
	return !dead;
}

/* One that was never initialised is the kernel's own to complain about. */
static bool kobject_may_change(struct kobject *kobject, const char *function, enum change change, void *caller)
{
	bool freed_before;

	if (!kobject)
		return true;
	books_lock(&lock);
	freed_before = !tree_find(&alive, kobject) && tree_find(&freed, kobject);
	books_unlock(&lock);
	if (!freed_before && !kobject->state_initialized)
		return true;
	BUILD_BUG_ON(offsetof(struct device, kobj));
	return may_change(HOST_DEVICE, kobject, function, change, caller);
}

void kobject_init(struct kobject *kobject, const struct kobj_type *type)
{
	real_kobject_init(kobject, type);
	if (kobject && type == &device_ktype)
		books_tag(HOST_DEVICE, kobj_to_dev(kobject), NULL, __builtin_return_address(0));
}

struct kobject *kobject_get(struct kobject *kobject)
{
	if (!kobject_may_change(kobject, "kobject_get", TAKEN, __builtin_return_address(0)))
		return kobject;
	return real_kobject_get(kobject);
}

void kobject_put(struct kobject *kobject)
{
	if (kobject_may_change(kobject, "kobject_put", PUT, __builtin_return_address(0)))
		real_kobject_put(kobject);
}

struct device *get_device(struct device *device)
{
	if (!kobject_may_change(device ? &device->kobj : NULL, "get_device", TAKEN, __builtin_return_address(0)))
		return device;
	return real_get_device(device);
}

void put_device(struct device *device)
{
	if (kobject_may_change(device ? &device->kobj : NULL, "put_device", PUT, __builtin_return_address(0)))
		real_put_device(device);
}

void drm_dev_get(struct drm_device *device)
{
	if (may_change(HOST_DRM_DEVICE, device, "drm_dev_get", TAKEN, __builtin_return_address(0)))
		real_drm_dev_get(device);
}

void drm_dev_put(struct drm_device *device)
{
	if (!device || may_change(HOST_DRM_DEVICE, device, "drm_dev_put", PUT, __builtin_return_address(0)))
		real_drm_dev_put(device);
}

/* The last step of what makes a DRM device. */
void drmm_add_final_kfree(struct drm_device *device, void *container)
{
	real_drmm_add_final_kfree(device, container);
	books_tag(HOST_DRM_DEVICE, device, device->unique, __builtin_return_address(0));
}

static const char *const formats[IO_PGTABLE_NUM_FMTS] = {
	[ARM_32_LPAE_S1] = "ARM_32_LPAE_S1",
	[ARM_32_LPAE_S2] = "ARM_32_LPAE_S2",
	[ARM_64_LPAE_S1] = "ARM_64_LPAE_S1",
	[ARM_64_LPAE_S2] = "ARM_64_LPAE_S2",
	[ARM_V7S] = "ARM_V7S",
	[ARM_MALI_LPAE] = "ARM_MALI_LPAE",
	[AMD_IOMMU_V1] = "AMD_IOMMU_V1",
	[AMD_IOMMU_V2] = "AMD_IOMMU_V2",
	[APPLE_DART] = "APPLE_DART",
	[APPLE_DART2] = "APPLE_DART2",
};

struct io_pgtable_ops *alloc_io_pgtable_ops(enum io_pgtable_fmt format, struct io_pgtable_cfg *config, void *cookie)
{
	struct io_pgtable_ops *operations = real_alloc_io_pgtable_ops(format, config, cookie);

	if (operations)
		books_tag(HOST_PAGE_TABLE, operations, formats[format], __builtin_return_address(0));
	return operations;
}

void free_io_pgtable_ops(struct io_pgtable_ops *operations)
{
	char by[96];

	if (!operations || books_untag(HOST_PAGE_TABLE, operations)) {
		real_free_io_pgtable_ops(operations);
		return;
	}
	books_caller_name(__builtin_return_address(0), by, sizeof(by));
	report_misuse("free_io_pgtable_ops: 0x%lx is not a page table, or was freed before (called by %s)",
		      (unsigned long)operations, by);
}
