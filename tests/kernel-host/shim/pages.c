// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * Pages, virtual mappings of them, and DMA. "Physical" memory is one file in memory, mapped once as a whole (the
 * kernel's linear map) and, page by page, a second time where vmalloc and vmap want it.
 */
#include <linux/bitmap.h>
#include <linux/dma-map-ops.h>
#include <linux/dma-mapping.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/scatterlist.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>

#include <asm/set_memory.h>

#include "books.h"
#include "pages.h"
#include "report.h"
#include "system/memory.h"
#include "versions.h"

/* Below 4 GiB, because page tables and devices with short addresses exist. */
#define ARENA_PHYSICAL 0x80000000UL
#define ARENA_SIZE (1UL << 30)
#define ARENA_PAGES (ARENA_SIZE >> PAGE_SHIFT)
#define ARENA_ALIGN (PAGE_SIZE << BLOCK_ORDER)
#define BLOCK_ORDER 10
#define FIRST_FRAME (ARENA_PHYSICAL >> PAGE_SHIFT)

#define VIRTUAL_SIZE (16UL << 30)
#define VIRTUAL_PAGES (VIRTUAL_SIZE >> PAGE_SHIFT)

unsigned long page_offset_base, vmemmap_base, vmalloc_base, phys_base;
unsigned long physmem_end = ARENA_PHYSICAL + ARENA_SIZE - 1;
unsigned long max_pfn = FIRST_FRAME + ARENA_PAGES;

static struct pglist_data only_node;
struct pglist_data *node_data[MAX_NUMNODES] = { [0 ... MAX_NUMNODES - 1] = &only_node };

static struct books_lock lock;
static int arena_file = -1;
static unsigned long arena, virtual;
static unsigned long arena_first_free, virtual_first_free;
static DECLARE_BITMAP(arena_used, ARENA_PAGES);
static DECLARE_BITMAP(virtual_used, VIRTUAL_PAGES);

/* ---- The arena ---- */

static __noreturn void no_memory(void)
{
	static const char text[] = "kernel host: no memory to begin with\n";

	system_write_error(text, sizeof(text) - 1);
	system_abort();
}

void memory_boot(void)
{
	struct page *frames;
	unsigned long begin;

	books_lock(&lock);
	if (!__atomic_load_n(&arena, __ATOMIC_RELAXED)) {
		arena_file = system_memory_file(ARENA_SIZE);
		begin = ALIGN((unsigned long)system_reserve(ARENA_SIZE + ARENA_ALIGN), ARENA_ALIGN);
		virtual = (unsigned long)system_reserve(VIRTUAL_SIZE);
		frames = system_map(ARENA_PAGES * sizeof(*frames));
		if (arena_file < 0 || !begin || !virtual || !frames ||
		    system_map_file((void *)begin, arena_file, 0, ARENA_SIZE))
			no_memory();
		page_offset_base = begin - ARENA_PHYSICAL;
		vmemmap_base = (unsigned long)(frames - FIRST_FRAME);
		vmalloc_base = virtual;
		__atomic_store_n(&arena, begin, __ATOMIC_RELEASE);
	}
	books_unlock(&lock);
}

static void boot_once(void)
{
	if (unlikely(!__atomic_load_n(&arena, __ATOMIC_ACQUIRE)))
		memory_boot();
}

static bool in_arena(const void *address)
{
	return (unsigned long)address - arena < ARENA_SIZE;
}

static bool in_virtual(const void *address)
{
	return (unsigned long)address - virtual < VIRTUAL_SIZE;
}

static bool page_in_arena(const struct page *page)
{
	return page_to_pfn(page) - FIRST_FRAME < ARENA_PAGES;
}

static unsigned long offset_of(const struct page *page)
{
	return (page_to_pfn(page) - FIRST_FRAME) << PAGE_SHIFT;
}

/* Indices next to each other that become used; `size` when there are none. */
static unsigned long indices_take(unsigned long *used, unsigned long size, unsigned long *first_free,
				  unsigned long count, unsigned long align)
{
	unsigned long index;

	books_lock(&lock);
	index = bitmap_find_next_zero_area(used, size, *first_free, count, align - 1);
	if (index < size) {
		bitmap_set(used, index, count);
		if (index == *first_free)
			*first_free = index + count;
	} else {
		index = size;
	}
	books_unlock(&lock);
	return index;
}

static void indices_give(unsigned long *used, unsigned long *first_free, unsigned long index, unsigned long count)
{
	books_lock(&lock);
	bitmap_clear(used, index, count);
	*first_free = min(*first_free, index);
	books_unlock(&lock);
}

unsigned long arena_take(unsigned long pages, unsigned int order)
{
	unsigned long index;

	boot_once();
	do
		index = indices_take(arena_used, ARENA_PAGES, &arena_first_free, pages, 1UL << order);
	while (index == ARENA_PAGES && books_retire_all());
	return index < ARENA_PAGES ? arena + (index << PAGE_SHIFT) : 0;
}

void arena_give(unsigned long address, unsigned long pages)
{
	indices_give(arena_used, &arena_first_free, (address - arena) >> PAGE_SHIFT, pages);
}

bool __virt_addr_valid(unsigned long address)
{
	boot_once();
	return in_arena((void *)address);
}

/* ---- Pages ---- */

static void page_begin(struct page *page, int references)
{
	memset(page, 0, sizeof(*page));
	atomic_set(&page->_mapcount, -1);
	set_page_count(page, references);
}

static void compound_begin(struct page *head, unsigned int order)
{
	__SetPageHead(head);
	for (unsigned long index = 1; index < 1UL << order; index++)
		set_compound_head(head + index, head);
	compound_set_order(head, order);
}

static unsigned long pages_record(unsigned long count, unsigned int order, gfp_t gfp, void *caller)
{
	struct books_record *record;
	unsigned long address;

	memory_may_sleep(gfp, caller);
	if (!(gfp & __GFP_NOFAIL) && books_fail_now())
		return 0;
	record = books_record_new();
	address = record ? arena_take(count, order) : 0;
	if (!address) {
		if (record)
			books_discard(record);
		return 0;
	}
	for (unsigned long index = 0; index < count; index++)
		page_begin(virt_to_page((void *)address) + index, !index);
	record->entry.kind = HOST_PAGES;
	record->origin = ORIGIN_PAGES;
	record->address = address;
	record->size = record->slot = count << PAGE_SHIFT;
	record->caller = caller;
	memory_reveal((void *)address, record->size);
	memory_fill_new((void *)address, record->size, gfp);
	books_add(record);
	return address;
}

static struct page *block_new(gfp_t gfp, unsigned int order, void *caller)
{
	unsigned long address;
	struct page *page;

	if (WARN_ON_ONCE(order > BLOCK_ORDER && !(gfp & __GFP_NOWARN)) || order > BLOCK_ORDER)
		return NULL;
	address = pages_record(1UL << order, order, gfp, caller);
	if (!address)
		return NULL;
	page = virt_to_page((void *)address);
	if (order && gfp & __GFP_COMP)
		compound_begin(page, order);
	return page;
}

static const char *pages_fit(const struct books_record *record, const void *size)
{
	if (record->origin != ORIGIN_PAGES)
		return "is not of whole pages";
	if (size && record->size != *(const unsigned long *)size)
		return "was freed with another size";
	return NULL;
}

static void pages_free(const void *address, const unsigned long *size, const char *function, void *caller)
{
	struct books_record *record = books_take(address, function, caller, pages_fit, size);

	if (!record)
		return;
	for (unsigned long offset = 0; offset < record->size; offset += PAGE_SIZE)
		page_begin(virt_to_page((void *)record->address + offset), 0);
	memory_hide((void *)record->address, record->size);
	books_retire(record);
}

static void block_put(struct page *page, unsigned int order, const char *function, void *caller)
{
	unsigned long size = PAGE_SIZE << order;

	boot_once();
	if (!page_in_arena(page)) {
		report_misuse("%s: 0x%lx is not a page", function, (unsigned long)page);
		return;
	}
	/* Without a reference it was freed before, which the books find out. */
	if (!page_count(page) || put_page_testzero(page))
		pages_free(page_address(page), &size, function, caller);
}

struct page *PROFILED(alloc_pages)(gfp_t gfp, unsigned int order)
{
	return block_new(gfp, order, __builtin_return_address(0));
}

struct page *PROFILED(__alloc_pages)(gfp_t gfp, unsigned int order, int node, nodemask_t *nodes)
{
	return block_new(gfp, order, __builtin_return_address(0));
}

struct folio *PROFILED(folio_alloc)(gfp_t gfp, unsigned int order)
{
	return (struct folio *)block_new(gfp | __GFP_COMP, order, __builtin_return_address(0));
}

struct folio *PROFILED(__folio_alloc)(gfp_t gfp, unsigned int order, int node, nodemask_t *nodes)
{
	return (struct folio *)block_new(gfp | __GFP_COMP, order, __builtin_return_address(0));
}

unsigned long get_free_pages_export(gfp_t gfp, unsigned int order)
{
	struct page *page = block_new(gfp, order, __builtin_return_address(0));

	return page ? (unsigned long)page_address(page) : 0;
}

unsigned long PROFILED(get_zeroed_page)(gfp_t gfp)
{
	struct page *page = block_new(gfp | __GFP_ZERO, 0, __builtin_return_address(0));

	return page ? (unsigned long)page_address(page) : 0;
}

void __free_pages(struct page *page, unsigned int order)
{
	block_put(page, order, "__free_pages", __builtin_return_address(0));
}

void free_pages(unsigned long address, unsigned int order)
{
	boot_once();
	if (!address)
		return;
	if (in_arena((void *)address))
		block_put(virt_to_page((void *)address), order, "free_pages", __builtin_return_address(0));
	else
		report_misuse("free_pages: 0x%lx is not the address of a page", address);
}

void __folio_put(struct folio *folio)
{
	pages_free(folio_address(folio), NULL, "folio_put", __builtin_return_address(0));
}

void split_page(struct page *page, unsigned int order)
{
	if (!books_split(page_address(page)))
		panic("kernel host: no memory to split a page");
	for (unsigned long index = 1; index < 1UL << order; index++)
		set_page_count(page + index, 1);
}

void *PROFILED(alloc_pages_exact)(size_t size, gfp_t gfp)
{
	return (void *)pages_record(PAGE_ALIGN(size) >> PAGE_SHIFT, get_order(size), gfp, __builtin_return_address(0));
}

void free_pages_exact(void *address, size_t size)
{
	unsigned long whole = PAGE_ALIGN(size);

	pages_free(address, &whole, "free_pages_exact", __builtin_return_address(0));
}

/* Nobody reads the statistics. */
void mod_node_page_state(struct pglist_data *node, enum node_stat_item item, long delta)
{
}

void lruvec_stat_export(LRUVEC_STAT_OBJECT, enum node_stat_item item, int delta)
{
}

/* The processor's view of ordinary memory stays as it is: nothing but the processor looks. */
int set_pages_array_wc(struct page **pages, int count)
{
	return 0;
}

int set_pages_array_wb(struct page **pages, int count)
{
	return 0;
}

/* ---- Virtual mappings ---- */

bool is_vmalloc_addr(const void *address)
{
	boot_once();
	return in_virtual(address);
}

/* There are no modules. */
int is_vmalloc_or_module_addr(const void *address)
{
	return is_vmalloc_addr(address);
}

struct page *vmalloc_to_page(const void *address)
{
	return books_virtual_page(address);
}

unsigned long vmalloc_to_pfn(const void *address)
{
	return page_to_pfn(vmalloc_to_page(address));
}

static void virtual_unmap(unsigned long address, unsigned long count)
{
	system_unmap((void *)address, count << PAGE_SHIFT);
	/* With the page behind, which is never mapped. */
	indices_give(virtual_used, &virtual_first_free, (address - virtual) >> PAGE_SHIFT, count + 1);
}

/* How many of the pages are next to each other in the arena, from the first on. */
static unsigned long run_of(struct page **pages, unsigned long count)
{
	unsigned long length = 1;

	while (length < count && pages[length] == pages[0] + length)
		length++;
	return length;
}

/* The address where the pages are mapped next to each other; 0 when that is not possible. */
static unsigned long virtual_map(struct page **pages, unsigned long count)
{
	unsigned long index, address, done = 0, run;

	index = indices_take(virtual_used, VIRTUAL_PAGES, &virtual_first_free, count + 1, 1);
	if (index == VIRTUAL_PAGES)
		return 0;
	address = virtual + (index << PAGE_SHIFT);
	for (; done < count; done += run) {
		run = run_of(pages + done, count - done);
		if (system_map_file((void *)address + (done << PAGE_SHIFT), arena_file, offset_of(pages[done]),
				    run << PAGE_SHIFT)) {
			virtual_unmap(address, count);
			return 0;
		}
	}
	return address;
}

static void frames_give(struct page **pages, unsigned long count)
{
	for (unsigned long done = 0, run; done < count; done += run) {
		run = run_of(pages + done, count - done);
		for (unsigned long index = 0; index < run; index++)
			page_begin(pages[done + index], 0);
		arena_give((unsigned long)page_address(pages[done]), run);
	}
}

/* One piece if possible, for one mapping; otherwise page by page. */
static bool frames_take(struct page **pages, unsigned long count)
{
	unsigned long address = arena_take(count, 0), done;

	for (done = 0; done < count; done++) {
		unsigned long page = address ? address + (done << PAGE_SHIFT) : arena_take(1, 0);

		if (!page) {
			frames_give(pages, done);
			return false;
		}
		memory_reveal((void *)page, PAGE_SIZE);
		pages[done] = virt_to_page((void *)page);
		page_begin(pages[done], 1);
	}
	return true;
}

static struct books_record *virtual_record(struct page **pages, unsigned long count, enum books_origin origin,
					   void *caller)
{
	struct books_record *record = books_record_new();

	if (!record)
		return NULL;
	record->address = virtual_map(pages, count);
	if (!record->address) {
		books_discard(record);
		return NULL;
	}
	record->entry.kind = HOST_MEMORY;
	record->origin = origin;
	record->size = record->slot = count << PAGE_SHIFT;
	record->pages = pages;
	record->caller = caller;
	return record;
}

void *virtual_allocate(unsigned long size, gfp_t gfp, void *caller)
{
	unsigned long count = PAGE_ALIGN(size) >> PAGE_SHIFT;
	struct books_record *record;
	struct page **pages;

	if (!size || size > (unsigned long)ARENA_PAGES << PAGE_SHIFT)
		return NULL;
	memory_may_sleep(gfp, caller);
	if (!(gfp & __GFP_NOFAIL) && books_fail_now())
		return NULL;
	boot_once();
	pages = system_allocate(sizeof(*pages), count * sizeof(*pages));
	if (!pages)
		return NULL;
	if (!frames_take(pages, count)) {
		system_free(pages);
		return NULL;
	}
	record = virtual_record(pages, count, ORIGIN_VIRTUAL, caller);
	if (!record) {
		frames_give(pages, count);
		system_free(pages);
		return NULL;
	}
	memory_fill_new((void *)record->address, record->size, gfp);
	books_add(record);
	return (void *)record->address;
}

void virtual_release(const struct books_record *record)
{
	unsigned long count = record->size >> PAGE_SHIFT;

	virtual_unmap(record->address, count);
	if (record->origin == ORIGIN_VIRTUAL)
		frames_give(record->pages, count);
	for (unsigned long index = 0; record->puts_pages && index < count; index++)
		put_page(record->pages[index]);
	system_free(record->pages);
}

static const char *alias_fits(const struct books_record *record, const void *unused)
{
	return record->origin == ORIGIN_ALIAS ? NULL : "is not what vmap made";
}

static const char *virtual_fits(const struct books_record *record, const void *unused)
{
	return record->pages ? NULL : "is not what vmalloc made";
}

static void virtual_free(const void *address, const char *function, void *caller, books_fits *fits, bool put_pages)
{
	struct books_record *record;

	if (!address)
		return;
	record = books_take(address, function, caller, fits, NULL);
	if (!record)
		return;
	record->puts_pages &= put_pages;
	books_retire(record);
}

void vfree(const void *address)
{
	virtual_free(address, "vfree", __builtin_return_address(0), virtual_fits, true);
}

void *PROFILED(__vmalloc)(unsigned long size, gfp_t gfp)
{
	return virtual_allocate(size, gfp, __builtin_return_address(0));
}

void *PROFILED(vmalloc)(unsigned long size)
{
	return virtual_allocate(size, GFP_KERNEL, __builtin_return_address(0));
}

void *PROFILED(vzalloc)(unsigned long size)
{
	return virtual_allocate(size, GFP_KERNEL | __GFP_ZERO, __builtin_return_address(0));
}

void *PROFILED(vmalloc_user)(unsigned long size)
{
	return virtual_allocate(size, GFP_KERNEL | __GFP_ZERO, __builtin_return_address(0));
}

void *vmap(struct page **pages, unsigned int count, unsigned long flags, pgprot_t protection)
{
	struct books_record *record;
	struct page **copy;

	might_sleep();
	for (unsigned int index = 0; index < count; index++)
		if (WARN_ON(!page_in_arena(pages[index])))
			return NULL;
	if (!count || books_fail_now())
		return NULL;
	copy = system_allocate(sizeof(*copy), count * sizeof(*copy));
	if (!copy)
		return NULL;
	memcpy(copy, pages, count * sizeof(*copy));
	record = virtual_record(copy, count, ORIGIN_ALIAS, __builtin_return_address(0));
	if (!record) {
		system_free(copy);
		return NULL;
	}
	record->puts_pages = flags & VM_MAP_PUT_PAGES;
	books_add(record);
	return (void *)record->address;
}

void vunmap(const void *address)
{
	virtual_free(address, "vunmap", __builtin_return_address(0), alias_fits, false);
}

/* ---- DMA: devices see physical memory as it is ---- */

static bool device_reaches(struct device *device, phys_addr_t physical, size_t size)
{
	if (WARN_ON_ONCE(!device->dma_mask))
		return false;
	return physical + size - 1 <= min_not_zero(*device->dma_mask, device->bus_dma_limit);
}

dma_addr_t dma_map_page_attrs(struct device *device, struct page *page, size_t offset, size_t size,
			      enum dma_data_direction direction, unsigned long attributes)
{
	phys_addr_t physical = page_to_phys(page) + offset;

	return device_reaches(device, physical, size) ? physical : DMA_MAPPING_ERROR;
}

void dma_unmap_page_attrs(struct device *device, dma_addr_t address, size_t size, enum dma_data_direction direction,
			  unsigned long attributes)
{
}

unsigned int dma_map_sg_attrs(struct device *device, struct scatterlist *list, int count,
			      enum dma_data_direction direction, unsigned long attributes)
{
	struct scatterlist *entry;
	int index;

	for_each_sg(list, entry, count, index)
		if (!device_reaches(device, sg_phys(entry), entry->length))
			return 0;
	for_each_sg(list, entry, count, index) {
		sg_dma_address(entry) = sg_phys(entry);
		sg_dma_len(entry) = entry->length;
	}
	return count;
}

void dma_unmap_sg_attrs(struct device *device, struct scatterlist *list, int count, enum dma_data_direction direction,
			unsigned long attributes)
{
}

int dma_map_sgtable(struct device *device, struct sg_table *table, enum dma_data_direction direction,
		    unsigned long attributes)
{
	unsigned int mapped = dma_map_sg_attrs(device, table->sgl, table->orig_nents, direction, attributes);

	if (!mapped)
		return -EIO;
	table->nents = mapped;
	return 0;
}

dma_addr_t dma_map_resource(struct device *device, phys_addr_t physical, size_t size, enum dma_data_direction direction,
			    unsigned long attributes)
{
	return device_reaches(device, physical, size) ? physical : DMA_MAPPING_ERROR;
}

void dma_unmap_resource(struct device *device, dma_addr_t address, size_t size, enum dma_data_direction direction,
			unsigned long attributes)
{
}

void *dma_alloc_attrs(struct device *device, size_t size, dma_addr_t *handle, gfp_t gfp, unsigned long attributes)
{
	unsigned long address;

	if (WARN_ON_ONCE(!device->coherent_dma_mask))
		return NULL;
	address = pages_record(PAGE_ALIGN(size) >> PAGE_SHIFT, get_order(size), gfp | __GFP_ZERO,
			       __builtin_return_address(0));
	if (address)
		*handle = virt_to_phys((void *)address);
	return (void *)address;
}

void dma_free_attrs(struct device *device, size_t size, void *address, dma_addr_t handle, unsigned long attributes)
{
	unsigned long whole = PAGE_ALIGN(size);

	if (address)
		pages_free(address, &whole, "dma_free_attrs", __builtin_return_address(0));
}

/* All of physical memory must be in reach. */
static bool mask_fits(u64 mask)
{
	return mask >= ARENA_PHYSICAL + ARENA_SIZE - 1;
}

int dma_set_mask(struct device *device, u64 mask)
{
	if (!device->dma_mask || !mask_fits(mask))
		return -EIO;
	*device->dma_mask = mask;
	return 0;
}

int dma_set_coherent_mask(struct device *device, u64 mask)
{
	if (!mask_fits(mask))
		return -EIO;
	device->coherent_dma_mask = mask;
	return 0;
}

u64 dma_get_required_mask(struct device *device)
{
	return DMA_BIT_MASK(32);
}

size_t dma_max_mapping_size(struct device *device)
{
	return SIZE_MAX;
}

size_t dma_opt_mapping_size(struct device *device)
{
	return SIZE_MAX;
}

unsigned long dma_get_merge_boundary(struct device *device)
{
	return 0;
}

#ifndef DMA_ADDRESSING_LIMITED_INLINE
bool dma_addressing_limited(struct device *device)
{
	return false;
}
#endif

/* Devices and the processor see the same bytes at once. */
void DMA_SYNC(dma_sync_single_for_cpu)(struct device *device, dma_addr_t address, size_t size,
				       enum dma_data_direction direction)
{
}

void DMA_SYNC(dma_sync_single_for_device)(struct device *device, dma_addr_t address, size_t size,
					  enum dma_data_direction direction)
{
}

void DMA_SYNC(dma_sync_sg_for_cpu)(struct device *device, struct scatterlist *list, int count,
				   enum dma_data_direction direction)
{
}

void DMA_SYNC(dma_sync_sg_for_device)(struct device *device, struct scatterlist *list, int count,
				      enum dma_data_direction direction)
{
}

bool DMA_SYNC(dma_need_sync)(struct device *device, dma_addr_t address)
{
	return false;
}
