// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * kmalloc, caches, pools, per-CPU memory and copies of strings. Small objects are slots of arena pages, so that they have
 * a physical address as in the kernel. Under AddressSanitizer they are the C library's, except those for devices with
 * short addresses.
 */
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/poison.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>

#include "books.h"
#include "pages.h"
#include "report.h"
#include "system/memory.h"
#include "versions.h"

#ifdef __SANITIZE_ADDRESS__
void __asan_poison_memory_region(const volatile void *memory, size_t size);
void __asan_unpoison_memory_region(const volatile void *memory, size_t size);
#define SANITIZED true
#else
#define __asan_poison_memory_region(memory, size) do { } while (0)
#define __asan_unpoison_memory_region(memory, size) do { } while (0)
#define SANITIZED false
#endif

#define FILL_NEW 0xa5
#define FILL_BEHIND 0xbb
#define SMALLEST_SHIFT 3
#define LARGEST_SHIFT 13
#define SLOTS_AT_ONCE 16
#define PLACES 64

struct kmem_cache {
	const char *name;
	unsigned int size, align;
	slab_flags_t flags;
	void (*construct)(void *object);
	atomic_long_t live;
};

/* Constant sizes are asked for with the cache of the size, which is not needed: null means any size. */
typeof(kmalloc_caches) kmalloc_caches;

/* Per-CPU memory and kmalloc's must not be mixed up. */
static struct kmem_cache percpu = { .name = "per-CPU memory" };

/* The kernel's read-only data is all over the library: nothing counts as such, and kstrdup_const always copies. */
char __start_rodata[1], __end_rodata[1];

/* ---- Bytes ---- */

/* Every caller is a place of its own, of which the kernel's check reports each once: it wants texts that stay. */
static const char *place_of(void *caller)
{
	static struct place { void *caller; char text[96]; } places[PLACES];
	static struct books_lock lock;
	static int known;
	const char *found = NULL;
	char name[64];

	books_caller_name(caller, name, sizeof(name));
	books_lock(&lock);
	for (int index = 0; index < known && !found; index++)
		if (places[index].caller == caller)
			found = places[index].text;
	if (!found && known < PLACES) {
		struct place *place = &places[known++];

		place->caller = caller;
		snprintf(place->text, sizeof(place->text), "an allocation by %s", name);
		found = place->text;
	}
	books_unlock(&lock);
	return found ?: "an allocation";
}

void memory_may_sleep(gfp_t gfp, void *caller)
{
	if (!gfpflags_allow_blocking(gfp))
		return;
	if (in_atomic() || irqs_disabled() || host_self.rcu_nesting)
		__might_sleep(place_of(caller), 0);
	else
		might_sleep();
}

void memory_fill_new(void *memory, size_t size, gfp_t gfp)
{
	memset(memory, gfp & __GFP_ZERO ? 0 : FILL_NEW, size);
}

void memory_hide(void *memory, size_t size)
{
	memset(memory, POISON_FREE, size);
	__asan_poison_memory_region(memory, size);
}

void memory_reveal(void *memory, size_t size)
{
	__asan_unpoison_memory_region(memory, size);
}

/* How many bytes from the first on have the value. */
static unsigned long same_bytes(const u8 *bytes, u8 value, unsigned long size)
{
	const u64 word = value * 0x0101010101010101ULL;
	unsigned long index = 0;

	while (!((unsigned long)(bytes + index) % sizeof(word)) && index + sizeof(word) <= size &&
	       *(const u64 *)(bytes + index) == word)
		index += sizeof(word);
	while (index < size && bytes[index] == value)
		index++;
	return index;
}

unsigned long books_intact(const struct books_record *record)
{
	/* Whoever writes to hidden or library memory is caught in the act. */
	if (SANITIZED || (record->origin != ORIGIN_SLOT && record->origin != ORIGIN_PAGES))
		return record->size;
	return same_bytes((const u8 *)record->address, POISON_FREE, record->size);
}

/* ---- Slots of the arena ---- */

static struct books_lock slots_lock;
static void *free_slots[LARGEST_SHIFT + 1];

static void *slot_pop(unsigned int shift)
{
	void *slot;

	books_lock(&slots_lock);
	slot = free_slots[shift];
	if (slot)
		free_slots[shift] = *(void **)slot;
	books_unlock(&slots_lock);
	return slot;
}

static void slot_push(unsigned int shift, void *slot)
{
	books_lock(&slots_lock);
	*(void **)slot = free_slots[shift];
	free_slots[shift] = slot;
	books_unlock(&slots_lock);
}

static bool slots_refill(unsigned int shift)
{
	unsigned long size = 1UL << shift, bytes = max(size * SLOTS_AT_ONCE, PAGE_SIZE), address;

	address = arena_take(bytes >> PAGE_SHIFT, shift > PAGE_SHIFT ? shift - PAGE_SHIFT : 0);
	for (unsigned long offset = 0; address && offset < bytes; offset += size)
		slot_push(shift, (void *)address + offset);
	return address;
}

static void *slot_take(struct books_record *record, unsigned long align)
{
	unsigned int shift = max(SMALLEST_SHIFT, order_base_2(max(record->size, align)));
	unsigned long pages;
	void *slot;

	if (shift > LARGEST_SHIFT) {
		pages = DIV_ROUND_UP(record->size, PAGE_SIZE);
		record->slot = pages << PAGE_SHIFT;
		return (void *)arena_take(pages, align > PAGE_SIZE ? order_base_2(align >> PAGE_SHIFT) : 0);
	}
	record->slot = 1UL << shift;
	do
		slot = slot_pop(shift);
	while (!slot && slots_refill(shift));
	return slot;
}

static void slot_give(const struct books_record *record)
{
	memory_reveal((void *)record->address, record->slot);
	if (record->slot > 1UL << LARGEST_SHIFT)
		arena_give(record->address, record->slot >> PAGE_SHIFT);
	else
		slot_push(order_base_2(record->slot), (void *)record->address);
}

/* The rest of the slot is filled, to see who writes behind the object. */
static void slot_guard(const struct books_record *record)
{
	void *behind = (void *)record->address + record->size;
	unsigned long size = record->slot - record->size;

	memset(behind, FILL_BEHIND, size);
	__asan_poison_memory_region(behind, size);
}

static void slot_check(const struct books_record *record, void *caller)
{
	void *behind = (void *)record->address + record->size;
	unsigned long size = record->slot - record->size, intact;
	char maker[96], freer[96];

	memory_reveal(behind, size);
	intact = same_bytes(behind, FILL_BEHIND, size);
	if (intact == size)
		return;
	books_caller_name(record->caller, maker, sizeof(maker));
	books_caller_name(caller, freer, sizeof(freer));
	report_misuse("an object of %lu bytes was written at byte %lu, behind its end (made by %s, freed by %s)",
		      record->size, record->size + intact, maker, freer);
}

/* ---- Objects ---- */

static bool from_library(gfp_t gfp, const struct kmem_cache *cache)
{
	if (gfp & (__GFP_DMA | __GFP_DMA32) || (cache && cache->flags & (SLAB_CACHE_DMA | SLAB_CACHE_DMA32)))
		return false;
	return SANITIZED;
}

static void *bytes_take(struct books_record *record, unsigned long align, gfp_t gfp)
{
	void *bytes;

	record->origin = from_library(gfp, record->cache) ? ORIGIN_LIBRARY : ORIGIN_SLOT;
	bytes = record->origin == ORIGIN_LIBRARY ? system_allocate(align, record->size) : slot_take(record, align);
	record->address = (unsigned long)bytes;
	return bytes;
}

static void *object_new(size_t size, size_t align, gfp_t gfp, struct kmem_cache *cache, void *caller)
{
	struct books_record *record;
	void *object;

	memory_may_sleep(gfp, caller);
	if (!(gfp & __GFP_NOFAIL) && books_fail_now())
		return NULL;
	record = books_record_new();
	if (!record)
		return NULL;
	record->entry.kind = HOST_MEMORY;
	record->size = size;
	record->caller = caller;
	record->cache = cache;
	object = bytes_take(record, align, gfp);
	if (!object) {
		books_discard(record);
		return NULL;
	}
	memory_fill_new(object, size, gfp);
	if (record->origin == ORIGIN_SLOT)
		slot_guard(record);
	books_add(record);
	return object;
}

void books_release(const struct books_record *record)
{
	switch (record->origin) {
	case ORIGIN_SLOT:
		slot_give(record);
		break;
	case ORIGIN_LIBRARY:
		system_free((void *)record->address);
		break;
	case ORIGIN_PAGES:
		memory_reveal((void *)record->address, record->slot);
		arena_give(record->address, record->slot >> PAGE_SHIFT);
		break;
	case ORIGIN_VIRTUAL:
	case ORIGIN_ALIAS:
		virtual_release(record);
		break;
	}
}

/* Of what books_take took. */
static void object_end(struct books_record *record)
{
	if (record->origin == ORIGIN_SLOT) {
		slot_check(record, record->freed_by);
		memory_hide((void *)record->address, record->size);
	}
	books_retire(record);
}

static void object_end_after_grace(struct rcu_head *head)
{
	object_end(container_of(head, struct books_record, rcu));
}

static void object_free(struct books_record *record)
{
	struct kmem_cache *cache = record->cache;

	if (cache)
		atomic_long_dec(&cache->live);
	/* Readers may still look at it, and find what it was before it was freed. */
	if (cache && cache->flags & SLAB_TYPESAFE_BY_RCU)
		call_rcu(&record->rcu, object_end_after_grace);
	else
		object_end(record);
}

static const char *object_fits(const struct books_record *record, const void *unused)
{
	if (record->origin != ORIGIN_SLOT && record->origin != ORIGIN_LIBRARY)
		return "is not what kmalloc made";
	return record->cache == &percpu ? "is per-CPU memory" : NULL;
}

static const char *cache_fits(const struct books_record *record, const void *cache)
{
	return record->cache == cache ? NULL : "is not of the cache it was freed into";
}

static const char *any_fits(const struct books_record *record, const void *unused)
{
	return record->origin == ORIGIN_VIRTUAL ? NULL : object_fits(record, NULL);
}

static void free_by(const void *object, const char *function, void *caller, books_fits *fits, const void *argument)
{
	struct books_record *record;

	if (ZERO_OR_NULL_PTR(object))
		return;
	if (IS_ERR(object)) {
		report_misuse("%s: the error %ld is not an object", function, PTR_ERR(object));
		return;
	}
	record = books_take(object, function, caller, fits, argument);
	if (record)
		object_free(record);
}

/* ---- kmalloc ---- */

static void *kmalloc_by(size_t size, gfp_t gfp, void *caller)
{
	if (!size)
		return ZERO_SIZE_PTR;
	if (size > KMALLOC_MAX_SIZE) {
		WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
		return NULL;
	}
	return object_new(size, is_power_of_2(size) ? size : ARCH_KMALLOC_MINALIGN, gfp, NULL, caller);
}

static void *kvmalloc_by(size_t size, gfp_t gfp, void *caller)
{
	if (size <= KMALLOC_MAX_SIZE)
		return kmalloc_by(size, gfp, caller);
	if (size > INT_MAX) {
		WARN_ON_ONCE(!(gfp & __GFP_NOWARN));
		return NULL;
	}
	return virtual_allocate(size, gfp, caller);
}

void *PROFILED(__kmalloc)(size_t size, gfp_t gfp)
{
	return kmalloc_by(size, gfp, __builtin_return_address(0));
}

void *PROFILED(__kmalloc_node)(SIZE_PARAMS(size), gfp_t gfp, int node)
{
	return kmalloc_by(size, gfp, __builtin_return_address(0));
}

void *PROFILED(__kmalloc_node_track_caller)(SIZE_PARAMS(size), gfp_t gfp, int node, unsigned long caller)
{
	return kmalloc_by(size, gfp, (void *)caller);
}

void *kmalloc_cache_export(struct kmem_cache *cache, gfp_t gfp, size_t size)
{
	return kmalloc_by(size, gfp, __builtin_return_address(0));
}

void *kmalloc_cache_node_export(struct kmem_cache *cache, gfp_t gfp, int node, size_t size)
{
	return kmalloc_by(size, gfp, __builtin_return_address(0));
}

void *kmalloc_large_export(size_t size, gfp_t gfp)
{
	return kmalloc_by(size, gfp, __builtin_return_address(0));
}

void *kmalloc_large_node_export(size_t size, gfp_t gfp, int node)
{
	return kmalloc_by(size, gfp, __builtin_return_address(0));
}

void *kvmalloc_node_export(SIZE_PARAMS(size), gfp_t gfp, int node)
{
	return kvmalloc_by(size, gfp, __builtin_return_address(0));
}

void kfree(const void *object)
{
	free_by(object, "kfree", __builtin_return_address(0), object_fits, NULL);
}

void kfree_sensitive(const void *object)
{
	if (!IS_ERR_OR_NULL(object))
		memzero_explicit((void *)object, books_size(object));
	free_by(object, "kfree_sensitive", __builtin_return_address(0), object_fits, NULL);
}

void kvfree(const void *object)
{
	free_by(object, "kvfree", __builtin_return_address(0), any_fits, NULL);
}

void kvfree_sensitive(const void *object, size_t size)
{
	if (!IS_ERR_OR_NULL(object))
		memzero_explicit((void *)object, size);
	free_by(object, "kvfree_sensitive", __builtin_return_address(0), any_fits, NULL);
}

/* The bytes behind those that were asked for are nobody's, also where the kernel would have more. */
size_t ksize(const void *object)
{
	return ZERO_OR_NULL_PTR(object) ? 0 : books_size(object);
}

size_t kmalloc_size_roundup(size_t size)
{
	return size;
}

/* `make` is kmalloc_by or kvmalloc_by. The object always moves, so that nobody relies on that it does not. */
static void *resize(const void *object, size_t size, gfp_t gfp, void *(*make)(size_t, gfp_t, void *), books_fits *fits,
		    const char *function, void *caller)
{
	size_t before = ZERO_OR_NULL_PTR(object) ? 0 : books_size(object);
	void *moved;

	if (!size) {
		free_by(object, function, caller, fits, NULL);
		return ZERO_SIZE_PTR;
	}
	moved = make(size, gfp, caller);
	/* To make an object smaller does not fail. */
	if (!moved)
		return size <= before ? (void *)object : NULL;
	memcpy(moved, object, min(size, before));
	free_by(object, function, caller, fits, NULL);
	return moved;
}

void *PROFILED(krealloc)(const void *object, size_t size, gfp_t gfp)
{
	return resize(object, size, gfp, kmalloc_by, object_fits, "krealloc", __builtin_return_address(0));
}

void *PROFILED(kvrealloc)(KVREALLOC_PARAMS)
{
	return resize(memory, size, gfp, kvmalloc_by, any_fits, "kvrealloc", __builtin_return_address(0));
}

static void free_after_grace(struct rcu_head *head)
{
	struct books_record *record = container_of(head, struct books_record, rcu);

	books_take_now(record);
	object_free(record);
}

static void kvfree_rcu_by(struct rcu_head *head, void *object, void *caller)
{
	struct books_record *record;

	if (!head)
		might_sleep();
	record = books_take_later(object, "kvfree_rcu", caller, any_fits, NULL);
	if (!record)
		return;
	if (head) {
		/* The books' own head: that of the object stays as it is, to see who uses it. */
		call_rcu(&record->rcu, free_after_grace);
	} else {
		synchronize_rcu();
		free_after_grace(&record->rcu);
	}
}

#ifdef KVFREE_RCU_TAKES_OBJECT
void kvfree_call_rcu(struct rcu_head *head, void *object)
{
	kvfree_rcu_by(head, object, __builtin_return_address(0));
}
#else
void kvfree_call_rcu(struct rcu_head *head, rcu_callback_t function)
{
	kvfree_rcu_by(head, (void *)head + (head ? -(unsigned long)function : (unsigned long)function),
		      __builtin_return_address(0));
}
#endif

/* There is no time at which it could not run. */
void kfree_rcu_scheduler_running(void)
{
}

bool slab_is_available(void)
{
	return true;
}

bool kmem_dump_obj(void *object)
{
	unsigned long size = books_size(object);

	if (size)
		pr_cont(" object of %lu bytes\n", size);
	return size;
}

void mem_dump_obj(void *object)
{
	if (!kmem_dump_obj(object))
		pr_cont(" not the beginning of an object\n");
}

/* ---- Caches ---- */

static struct kmem_cache *cache_new(const char *name, unsigned int size, unsigned int align, slab_flags_t flags,
				    void (*construct)(void *object), void *caller)
{
	struct kmem_cache *cache = object_new(sizeof(*cache), sizeof(long), GFP_KERNEL | __GFP_ZERO, NULL, caller);

	if (!cache)
		return NULL;
	cache->name = kstrdup(name, GFP_KERNEL);
	if (!cache->name) {
		kfree(cache);
		return NULL;
	}
	if (flags & SLAB_HWCACHE_ALIGN)
		align = max_t(unsigned int, align, min_t(unsigned int, cache_line_size(), roundup_pow_of_two(size)));
	cache->size = size;
	cache->align = max_t(unsigned int, align, ARCH_KMALLOC_MINALIGN);
	cache->flags = flags;
	cache->construct = construct;
	return cache;
}

#ifdef KMEM_CACHE_ARGS
struct kmem_cache *__kmem_cache_create_args(const char *name, unsigned int size, struct kmem_cache_args *arguments,
					    slab_flags_t flags)
{
	return cache_new(name, size, arguments->align, flags, arguments->ctor, __builtin_return_address(0));
}
#else
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align, slab_flags_t flags,
				     void (*construct)(void *object))
{
	return cache_new(name, size, align, flags, construct, __builtin_return_address(0));
}

struct kmem_cache *kmem_cache_create_usercopy(const char *name, unsigned int size, unsigned int align,
					      slab_flags_t flags, unsigned int user_offset, unsigned int user_size,
					      void (*construct)(void *object))
{
	return cache_new(name, size, align, flags, construct, __builtin_return_address(0));
}
#endif

void kmem_cache_destroy(struct kmem_cache *cache)
{
	long live;

	if (!cache)
		return;
	if (cache->flags & SLAB_TYPESAFE_BY_RCU)
		rcu_barrier();
	live = atomic_long_read(&cache->live);
	/* The cache stays, for the objects that are left. */
	if (WARN(live, "kmem_cache_destroy %s: %ld objects are left\n", cache->name, live))
		return;
	kfree(cache->name);
	kfree(cache);
}

int kmem_cache_shrink(struct kmem_cache *cache)
{
	return 0;
}

unsigned int kmem_cache_size(struct kmem_cache *cache)
{
	return cache->size;
}

/* The constructor runs for each object, because what it left would not survive the fill of freed memory. */
static void *cache_object_new(struct kmem_cache *cache, gfp_t gfp, void *caller)
{
	void *object = object_new(cache->size, cache->align, gfp, cache, caller);

	if (!object)
		return NULL;
	atomic_long_inc(&cache->live);
	if (cache->construct)
		cache->construct(object);
	return object;
}

void *PROFILED(kmem_cache_alloc)(struct kmem_cache *cache, gfp_t gfp)
{
	return cache_object_new(cache, gfp, __builtin_return_address(0));
}

void *PROFILED(kmem_cache_alloc_lru)(struct kmem_cache *cache, struct list_lru *lru, gfp_t gfp)
{
	return cache_object_new(cache, gfp, __builtin_return_address(0));
}

void *PROFILED(kmem_cache_alloc_node)(struct kmem_cache *cache, gfp_t gfp, int node)
{
	return cache_object_new(cache, gfp, __builtin_return_address(0));
}

int PROFILED(kmem_cache_alloc_bulk)(struct kmem_cache *cache, gfp_t gfp, size_t count, void **objects)
{
	for (size_t index = 0; index < count; index++) {
		objects[index] = cache_object_new(cache, gfp, __builtin_return_address(0));
		if (!objects[index]) {
			kmem_cache_free_bulk(cache, index, objects);
			return 0;
		}
	}
	return count;
}

void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	free_by(object, "kmem_cache_free", __builtin_return_address(0), cache_fits, cache);
}

void kmem_cache_free_bulk(struct kmem_cache *cache, size_t count, void **objects)
{
	for (size_t index = 0; index < count; index++)
		free_by(objects[index], "kmem_cache_free_bulk", __builtin_return_address(0),
			cache ? cache_fits : object_fits, cache);
}

/* ---- Per-CPU memory: one copy, for the one CPU ---- */

static void __percpu *percpu_by(size_t size, size_t align, gfp_t gfp, void *caller)
{
	void *memory;

	if (WARN_ON_ONCE(!size || !is_power_of_2(align) || align > PAGE_SIZE))
		return NULL;
	memory = object_new(size, align, gfp | __GFP_ZERO, &percpu, caller);
	if (memory)
		atomic_long_inc(&percpu.live);
	return (void __percpu __force *)memory;
}

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
void __percpu *pcpu_alloc_noprof(size_t size, size_t align, bool reserved, gfp_t gfp)
{
	return percpu_by(size, align, gfp, __builtin_return_address(0));
}
#else
void __percpu *__alloc_percpu_gfp(size_t size, size_t align, gfp_t gfp)
{
	return percpu_by(size, align, gfp, __builtin_return_address(0));
}

void __percpu *__alloc_percpu(size_t size, size_t align)
{
	return percpu_by(size, align, GFP_KERNEL, __builtin_return_address(0));
}
#endif

void free_percpu(void __percpu *memory)
{
	free_by((void __force *)memory, "free_percpu", __builtin_return_address(0), cache_fits, &percpu);
}

/* ---- Pools ---- */

static int pool_begin(mempool_t *pool, int least, mempool_alloc_t *allocate, mempool_free_t *release, void *data,
		      gfp_t gfp, void *caller)
{
	spin_lock_init(&pool->lock);
	init_waitqueue_head(&pool->wait);
	pool->min_nr = least;
	pool->curr_nr = 0;
	pool->alloc = allocate;
	pool->free = release;
	pool->pool_data = data;
	pool->elements = kmalloc_by(max(least, 1) * sizeof(void *), gfp, caller);
	if (!pool->elements)
		return -ENOMEM;
	while (pool->curr_nr < least) {
		void *element = allocate(gfp, data);

		if (!element) {
			mempool_exit(pool);
			return -ENOMEM;
		}
		pool->elements[pool->curr_nr++] = element;
	}
	return 0;
}

void mempool_exit(mempool_t *pool)
{
	if (!pool->elements)
		return;
	while (pool->curr_nr)
		pool->free(pool->elements[--pool->curr_nr], pool->pool_data);
	kfree(pool->elements);
	pool->elements = NULL;
}

int PROFILED(mempool_init)(mempool_t *pool, int least, mempool_alloc_t *allocate, mempool_free_t *release, void *data)
{
	return pool_begin(pool, least, allocate, release, data, GFP_KERNEL, __builtin_return_address(0));
}

static mempool_t *pool_new(int least, mempool_alloc_t *allocate, mempool_free_t *release, void *data, gfp_t gfp,
			   void *caller)
{
	mempool_t *pool = kmalloc_by(sizeof(*pool), gfp | __GFP_ZERO, caller);

	if (pool && pool_begin(pool, least, allocate, release, data, gfp, caller)) {
		kfree(pool);
		return NULL;
	}
	return pool;
}

mempool_t *PROFILED(mempool_create_node)(int least, mempool_alloc_t *allocate, mempool_free_t *release, void *data,
					 gfp_t gfp, int node)
{
	return pool_new(least, allocate, release, data, gfp, __builtin_return_address(0));
}

#ifndef mempool_create
mempool_t *mempool_create(int least, mempool_alloc_t *allocate, mempool_free_t *release, void *data)
{
	return pool_new(least, allocate, release, data, GFP_KERNEL, __builtin_return_address(0));
}
#endif

void mempool_destroy(mempool_t *pool)
{
	if (!pool)
		return;
	mempool_exit(pool);
	kfree(pool);
}

static void *pool_element(mempool_t *pool)
{
	unsigned long flags;
	void *element = NULL;

	spin_lock_irqsave(&pool->lock, flags);
	if (pool->curr_nr)
		element = pool->elements[--pool->curr_nr];
	spin_unlock_irqrestore(&pool->lock, flags);
	return element;
}

void *PROFILED(mempool_alloc)(mempool_t *pool, gfp_t gfp)
{
	void *element;

	memory_may_sleep(gfp, __builtin_return_address(0));
	for (;;) {
		element = pool->alloc((gfp & ~__GFP_DIRECT_RECLAIM) | __GFP_NOWARN, pool->pool_data);
		element = element ?: pool_element(pool);
		if (element || !gfpflags_allow_blocking(gfp))
			return element;
		wait_event(pool->wait, READ_ONCE(pool->curr_nr));
	}
}

void mempool_free(void *element, mempool_t *pool)
{
	unsigned long flags;

	if (!element)
		return;
	spin_lock_irqsave(&pool->lock, flags);
	if (pool->curr_nr < pool->min_nr) {
		pool->elements[pool->curr_nr++] = element;
		element = NULL;
	}
	spin_unlock_irqrestore(&pool->lock, flags);
	if (element)
		pool->free(element, pool->pool_data);
	else
		wake_up(&pool->wait);
}

void *mempool_alloc_slab(gfp_t gfp, void *cache)
{
	return cache_object_new(cache, gfp, __builtin_return_address(0));
}

void mempool_free_slab(void *element, void *cache)
{
	free_by(element, "mempool_free", __builtin_return_address(0), cache_fits, cache);
}

void *mempool_kmalloc(gfp_t gfp, void *size)
{
	return kmalloc_by((size_t)size, gfp, __builtin_return_address(0));
}

void mempool_kfree(void *element, void *size)
{
	free_by(element, "mempool_free", __builtin_return_address(0), object_fits, NULL);
}

/* ---- Copies ---- */

static void *copy_of(const void *bytes, size_t size, size_t zeros, gfp_t gfp, void *caller)
{
	void *copy = kmalloc_by(size + zeros, gfp, caller);

	if (ZERO_OR_NULL_PTR(copy))
		return copy;
	memcpy(copy, bytes, size);
	memset(copy + size, 0, zeros);
	return copy;
}

char *kstrdup(const char *text, gfp_t gfp)
{
	return text ? copy_of(text, strlen(text), 1, gfp, __builtin_return_address(0)) : NULL;
}

const char *kstrdup_const(const char *text, gfp_t gfp)
{
	return text ? copy_of(text, strlen(text), 1, gfp, __builtin_return_address(0)) : NULL;
}

/* It may be given a constant that nobody copied. */
void kfree_const(const void *text)
{
	if (books_knows(text))
		free_by(text, "kfree_const", __builtin_return_address(0), object_fits, NULL);
}

void kfree_link(void *text)
{
	free_by(text, "kfree_link", __builtin_return_address(0), object_fits, NULL);
}

char *kstrndup(const char *text, size_t most, gfp_t gfp)
{
	return text ? copy_of(text, strnlen(text, most), 1, gfp, __builtin_return_address(0)) : NULL;
}

void *PROFILED(kmemdup)(const void *bytes, size_t size, gfp_t gfp)
{
	return copy_of(bytes, size, 0, gfp, __builtin_return_address(0));
}

char *kmemdup_nul(const char *text, size_t size, gfp_t gfp)
{
	return text ? copy_of(text, size, 1, gfp, __builtin_return_address(0)) : NULL;
}

void *kmemdup_array(const void *array, size_t count, size_t size, gfp_t gfp)
{
	return copy_of(array, size_mul(count, size), 0, gfp, __builtin_return_address(0));
}

void *kvmemdup(const void *bytes, size_t size, gfp_t gfp)
{
	void *copy = kvmalloc_by(size, gfp, __builtin_return_address(0));

	return ZERO_OR_NULL_PTR(copy) ? copy : memcpy(copy, bytes, size);
}

static void *copy_of_user(const void __user *bytes, size_t size, size_t zeros, void *caller)
{
	u8 *copy = kmalloc_by(size + zeros, GFP_USER | __GFP_NOWARN, caller);

	if (!copy)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(copy, bytes, size)) {
		kfree(copy);
		return ERR_PTR(-EFAULT);
	}
	if (zeros)
		memset(copy + size, 0, zeros);
	return copy;
}

void *memdup_user(const void __user *bytes, size_t size)
{
	return copy_of_user(bytes, size, 0, __builtin_return_address(0));
}

void *memdup_user_nul(const void __user *bytes, size_t size)
{
	return copy_of_user(bytes, size, 1, __builtin_return_address(0));
}

/* One byte after the other: where the text ends, what is mapped may end. */
long strnlen_user(const char __user *text, long size)
{
	char character;

	for (long length = 0; length < size; length++) {
		if (get_user(character, text + length))
			return 0;
		if (!character)
			return length + 1;
	}
	return size + 1;
}

char *strndup_user(const char __user *text, long most)
{
	long size = strnlen_user(text, most);
	char *copy;

	if (!size)
		return ERR_PTR(-EFAULT);
	if (size > most)
		return ERR_PTR(-EINVAL);
	copy = copy_of_user(text, size, 0, __builtin_return_address(0));
	if (!IS_ERR(copy))
		copy[size - 1] = '\0';
	return copy;
}
