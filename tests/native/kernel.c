/* SPDX-License-Identifier: MIT */
/*
 * Stands in for the kernel behind the generated P/Invokes: the same symbols with the same ownership, and books of every reference.
 * It shares no code with the kernel; what its functions own and borrow is what the rules say. Build with -DKERNEL_6_1 for that
 * kernel's layouts.
 */
#include "kernel-books.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ERR_PTR(error) ((void *)(intptr_t)(error))

struct action {
	struct action *next;
	void (*action)(void *data);
	void *data;
};

struct device {
	struct object object;
	struct action *actions;
	struct device *parent;
	struct device *first_child;
	struct device *next_sibling;
	bool registered;
	int locked;
	uint32_t power_flags;
	char name[64];
};

static struct device *device_new(const char *name)
{
	struct device *dev = calloc(1, sizeof(*dev));

	books_open(&dev->object, DEVICE);
	snprintf(dev->name, sizeof(dev->name), "%s", name);
	return dev;
}

struct device *get_device(struct device *dev)
{
	books_get(&dev->object, "get_device");
	return dev;
}

void put_device(struct device *dev)
{
	if (books_put(&dev->object, "put_device"))
		memset(dev->name, 0xAA, sizeof(dev->name));
}

const char *bindgen_dev_name(const struct device *dev)
{
	return books_use((struct object *)dev, "dev_name") ? dev->name : NULL;
}

const char *dev_driver_string(const struct device *dev)
{
	return books_use((struct object *)dev, "dev_driver_string") ? "driver" : NULL;
}

const char *bindgen_dev_bus_name(const struct device *dev)
{
	return books_use((struct object *)dev, "dev_bus_name") ? "" : NULL;
}

int device_rename(struct device *dev, const char *new_name)
{
	if (!books_use(&dev->object, "device_rename"))
		return -EINVAL;
	if (strlen(new_name) >= sizeof(dev->name))
		return -ENAMETOOLONG;
	strcpy(dev->name, new_name);
	return 0;
}

int bindgen_device_is_registered(struct device *dev)
{
	return books_use(&dev->object, "device_is_registered") && dev->registered;
}

int device_move(struct device *dev, struct device *new_parent, int order)
{
	(void)order;
	if (!books_use(&dev->object, "device_move"))
		return -EINVAL;
	if (new_parent)
		get_device(new_parent);
	if (dev->parent)
		put_device(dev->parent);
	dev->parent = new_parent;
	return 0;
}

struct device *device_find_child_by_name(struct device *parent, const char *name)
{
	if (!books_use(&parent->object, "device_find_child_by_name"))
		return NULL;
	for (struct device *child = parent->first_child; child; child = child->next_sibling)
		if (!strcmp(child->name, name))
			return get_device(child);
	return NULL;
}

struct device *device_find_any_child(struct device *parent)
{
	if (!books_use(&parent->object, "device_find_any_child") || !parent->first_child)
		return NULL;
	return get_device(parent->first_child);
}

int device_for_each_child(struct device *parent, void *data, int (*fn)(struct device *dev, void *data))
{
	int result = 0;

	if (!books_use(&parent->object, "device_for_each_child"))
		return -EINVAL;
	for (struct device *child = parent->first_child; child && !result; child = child->next_sibling)
		result = fn(child, data);
	return result;
}

int device_for_each_child_reverse(struct device *parent, void *data, int (*fn)(struct device *dev, void *data))
{
	struct device *last = NULL;
	int result = 0;

	if (!books_use(&parent->object, "device_for_each_child_reverse"))
		return -EINVAL;
	while (last != parent->first_child && !result) {
		struct device *child = parent->first_child;

		while (child->next_sibling != last)
			child = child->next_sibling;
		result = fn(child, data);
		last = child;
	}
	return result;
}

struct device *device_find_child(struct device *parent, void *data, int (*match)(struct device *dev, void *data))
{
	if (!books_use(&parent->object, "device_find_child"))
		return NULL;
	for (struct device *child = parent->first_child; child; child = child->next_sibling)
		if (match(child, data))
			return get_device(child);
	return NULL;
}

int device_reprobe(struct device *dev)
{
	return books_use(&dev->object, "device_reprobe") ? -ENODEV : -EINVAL;
}

void device_release_driver(struct device *dev)
{
	books_use(&dev->object, "device_release_driver");
}

void bindgen_device_lock(struct device *dev)
{
	if (books_use(&dev->object, "device_lock") && dev->locked++)
		books_violation("device_lock", "the device is locked already");
}

int bindgen_device_trylock(struct device *dev)
{
	return books_use(&dev->object, "device_trylock") && !dev->locked && ++dev->locked;
}

void bindgen_device_unlock(struct device *dev)
{
	if (books_use(&dev->object, "device_unlock") && --dev->locked)
		books_violation("device_unlock", "the device is not locked");
}

int bindgen_device_lock_interruptible(struct device *dev)
{
	if (!books_use(&dev->object, "device_lock_interruptible"))
		return -EINVAL;
	if (!strcmp(dev->name, "interrupted"))
		return -EINTR;
	bindgen_device_lock(dev);
	return 0;
}

bool bindgen_dev_has_sync_state(struct device *dev)
{
	if (books_use(&dev->object, "dev_has_sync_state") && !dev->locked)
		books_violation("dev_has_sync_state", "the device is not locked");
	return false;
}

void bindgen_dev_pm_set_driver_flags(struct device *dev, uint32_t flags)
{
	if (books_use(&dev->object, "dev_pm_set_driver_flags"))
		dev->power_flags = flags;
}

bool bindgen_dev_pm_test_driver_flags(struct device *dev, uint32_t flags)
{
	return books_use(&dev->object, "dev_pm_test_driver_flags") && (dev->power_flags & flags) == flags;
}

/* A name that begins with "full" has no room for an action. */
static int add_action(struct device *dev, void (*action)(void *), void *data)
{
	struct action *entry;

	if (!books_use(&dev->object, "devm_add_action"))
		return -EINVAL;
	if (!strncmp(dev->name, "full", 4))
		return -ENOMEM;
	entry = calloc(1, sizeof(*entry));
	*entry = (struct action){ dev->actions, action, data };
	dev->actions = entry;
	return 0;
}

int __devm_add_action(struct device *dev, void (*action)(void *), void *data, const char *name)
{
	if (!name || !*name)
		books_violation("__devm_add_action", "the action has no name");
	return add_action(dev, action, data);
}

int devm_add_action(struct device *dev, void (*action)(void *), void *data)
{
	return add_action(dev, action, data);
}

/* For tests: the device is unbound, which runs its actions, the newest first. */
void kernel_unbind(struct device *dev)
{
	while (books_use(&dev->object, "unbind") && dev->actions) {
		struct action *entry = dev->actions;

		dev->actions = entry->next;
		entry->action(entry->data);
		free(entry);
	}
}

struct device *__root_device_register(const char *name, void *owner)
{
	struct device *dev;

	(void)owner;
	if (!strncmp(name, "fail", 4))
		return ERR_PTR(-ENOMEM);
	dev = device_new(name);
	dev->registered = true;
	return dev;
}

void root_device_unregister(struct device *root)
{
	if (!books_use(&root->object, "root_device_unregister"))
		return;
	if (!root->registered)
		books_violation("root_device_unregister", "the device is not registered");
	root->registered = false;
	for (struct device *child = root->first_child; child; child = child->next_sibling)
		put_device(child);
	root->first_child = NULL;
	put_device(root);
}

/* For tests: a child that belongs to its parent. */
void kernel_add_child(struct device *parent, const char *name)
{
	struct device *child = device_new(name);

	child->next_sibling = parent->first_child;
	parent->first_child = child;
}

int device_register(struct device *dev)
{
	books_open(&dev->object, DEVICE);
	if (!strncmp(dev->name, "fail", 4))
		return -EEXIST;
	dev->registered = true;
	return 0;
}

void device_unregister(struct device *dev)
{
	if (!books_use(&dev->object, "device_unregister"))
		return;
	if (!dev->registered)
		books_violation("device_unregister", "the device is not registered");
	dev->registered = false;
	put_device(dev);
}

int device_add(struct device *dev)
{
	if (!books_use(&dev->object, "device_add"))
		return -EINVAL;
	if (dev->registered)
		books_violation("device_add", "the device is registered");
	dev->registered = true;
	return 0;
}

void device_del(struct device *dev)
{
	if (books_use(&dev->object, "device_del"))
		dev->registered = false;
}

int bindgen_dev_set_name(struct device *dev, const char *name)
{
	snprintf(dev->name, sizeof(dev->name), "%s", name);
	return 0;
}

int device_attach(struct device *dev)
{
	if (!books_use(&dev->object, "device_attach"))
		return -EINVAL;
	return strcmp(dev->name, "bound") ? strncmp(dev->name, "fail", 4) ? 0 : -EAGAIN : 1;
}

/* The node's address is that of the device's books: only the pointer is looked at. */
void *bindgen_dev_of_node(struct device *dev)
{
	return books_use(&dev->object, "dev_of_node") && strcmp(dev->name, "bare") ? &dev->object : NULL;
}

/* For tests: memory as a bus allocates it, of which nothing counts references yet. */
struct device *kernel_fresh_device(const char *name)
{
	struct device *dev = calloc(1, sizeof(*dev));

	snprintf(dev->name, sizeof(dev->name), "%s", name);
	return dev;
}

/* Begins as the real one does, whose parent the wrappers read. */
struct drm_device {
	struct object object;
	struct device *dev;
	const unsigned char *driver;
	bool registered;
	bool unplugged;
	int sections;
};

struct drm_device *drm_dev_alloc(const void *driver, struct device *parent)
{
	struct drm_device *drm;

	if (!parent)
		return ERR_PTR(-EINVAL);
	drm = calloc(1, sizeof(*drm));
	books_open(&drm->object, DRM_DEVICE);
	drm->dev = get_device(parent);
	drm->driver = driver;
	return drm;
}

void drm_dev_get(struct drm_device *drm)
{
	books_get(&drm->object, "drm_dev_get");
}

void drm_dev_put(struct drm_device *drm)
{
	volatile unsigned char read;

	if (!books_put(&drm->object, "drm_dev_put"))
		return;
	if (drm->registered && !drm->unplugged)
		books_violation("drm_dev_put", "the device is still registered");
	read = drm->driver[0];
	(void)read;
	put_device(drm->dev);
}

int drm_dev_register(struct drm_device *drm, unsigned long flags)
{
	if (!books_use(&drm->object, "drm_dev_register"))
		return -EINVAL;
	if (drm->registered || drm->unplugged)
		books_violation("drm_dev_register", "the device was registered before");
	if (flags == 99)
		return -EIO;
	drm->registered = true;
	return 0;
}

void drm_dev_unplug(struct drm_device *drm)
{
	if (!books_use(&drm->object, "drm_dev_unplug"))
		return;
	if (drm->sections)
		books_violation("drm_dev_unplug", "waits for a section of its own thread");
	drm->unplugged = true;
}

static __thread struct drm_device *entered;

bool drm_dev_enter(struct drm_device *drm, int *idx)
{
	*idx = 7;
	if (!books_use(&drm->object, "drm_dev_enter") || drm->unplugged)
		return false;
	drm->sections++;
	entered = drm;
	return true;
}

void drm_dev_exit(int idx)
{
	if (idx != 7 || !entered || !entered->sections) {
		books_violation("drm_dev_exit", "no section is entered");
		return;
	}
	entered->sections--;
}

bool bindgen_drm_core_check_all_features(const struct drm_device *drm, uint32_t features)
{
	return books_use((struct object *)drm, "drm_core_check_all_features") && (features & ~3u) == 0;
}

bool bindgen_drm_core_check_feature(const struct drm_device *drm, int feature)
{
	return books_use((struct object *)drm, "drm_core_check_feature") && (feature & ~3) == 0;
}

int drm_dev_set_unique(struct drm_device *drm, const char *name)
{
	return books_use(&drm->object, "drm_dev_set_unique") && *name ? 0 : -EINVAL;
}

bool drm_firmware_drivers_only(void)
{
	return false;
}

bool bindgen_drm_firmware_drivers_only(void)
{
	return false;
}

/* Lives as long as the device, which is never given back: a write to it after the last put shows. */
void *drmm_kmalloc(struct drm_device *drm, size_t size, unsigned gfp)
{
	(void)gfp;
	return books_use(&drm->object, "drmm_kmalloc") && size < 4096 ? malloc(size) : NULL;
}

void *bindgen_drmm_kzalloc(struct drm_device *drm, size_t size, unsigned gfp)
{
	void *memory = drmm_kmalloc(drm, size, gfp);

	return memory ? memset(memory, 0, size) : NULL;
}

typedef uint64_t phys_addr_t;

struct io_pgtable_ops {
#ifdef KERNEL_6_1
	int (*map)(struct io_pgtable_ops *ops, unsigned long iova, phys_addr_t paddr, size_t size, int prot, unsigned gfp);
#endif
	int (*map_pages)(struct io_pgtable_ops *ops, unsigned long iova, phys_addr_t paddr, size_t pgsize, size_t pgcount,
			 int prot, unsigned gfp, size_t *mapped);
#ifdef KERNEL_6_1
	size_t (*unmap)(struct io_pgtable_ops *ops, unsigned long iova, size_t size, void *gather);
#endif
	size_t (*unmap_pages)(struct io_pgtable_ops *ops, unsigned long iova, size_t pgsize, size_t pgcount, void *gather);
	phys_addr_t (*iova_to_phys)(struct io_pgtable_ops *ops, unsigned long iova);
};

struct iommu_flush_ops {
	void (*tlb_flush_all)(void *cookie);
	void (*tlb_flush_walk)(unsigned long iova, size_t size, size_t granule, void *cookie);
	void (*tlb_add_page)(void *gather, unsigned long iova, size_t granule, void *cookie);
};

/* The beginning of the real one, which is larger. */
struct io_pgtable_cfg {
	unsigned long quirks;
	unsigned long pgsize_bitmap;
	unsigned int ias;
	unsigned int oas;
	bool coherent_walk;
	const struct iommu_flush_ops *tlb;
	struct device *iommu_dev;
};

#define PAGES 64
#define PAGE_SIZE 4096

struct page_table {
	struct io_pgtable_ops ops;
	struct object object;
	struct device *iommu_dev;
	const struct iommu_flush_ops *tlb;
	void *cookie;
	phys_addr_t pages[PAGES];
	bool mapped[PAGES];
};

/* Of the table that was freed last. */
static struct {
	const struct iommu_flush_ops *tlb;
	void *cookie;
} freed;

static struct page_table *table_of(struct io_pgtable_ops *ops, const char *call)
{
	struct page_table *table = (struct page_table *)ops;

	if (!books_use(&table->object, call))
		return NULL;
	/* Walks go through the device, which C holds no reference to. */
	return books_use(&table->iommu_dev->object, call) ? table : NULL;
}

static int map_pages(struct io_pgtable_ops *ops, unsigned long iova, phys_addr_t paddr, size_t pgsize, size_t pgcount, int prot,
		     unsigned gfp, size_t *mapped)
{
	struct page_table *table = table_of(ops, "map_pages");

	(void)prot;
	(void)gfp;
	if (!table || pgsize != PAGE_SIZE)
		return -EINVAL;
	for (size_t i = 0; i < pgcount; i++) {
		size_t page = iova / PAGE_SIZE + i;

		if (page >= PAGES)
			return -ERANGE;
		if (table->mapped[page])
			return -EEXIST;
		table->mapped[page] = true;
		table->pages[page] = paddr + i * PAGE_SIZE;
		*mapped += PAGE_SIZE;
	}
	return 0;
}

static size_t unmap_pages(struct io_pgtable_ops *ops, unsigned long iova, size_t pgsize, size_t pgcount, void *gather)
{
	struct page_table *table = table_of(ops, "unmap_pages");
	size_t unmapped = 0;

	if (!table || pgsize != PAGE_SIZE)
		return 0;
	for (size_t i = 0; i < pgcount; i++) {
		size_t page = iova / PAGE_SIZE + i;

		if (page >= PAGES || !table->mapped[page])
			break;
		table->mapped[page] = false;
		unmapped += PAGE_SIZE;
		if (table->tlb && table->tlb->tlb_add_page)
			table->tlb->tlb_add_page(gather, iova + i * PAGE_SIZE, PAGE_SIZE, table->cookie);
	}
	if (table->tlb && pgcount == PAGES)
		table->tlb->tlb_flush_walk(iova, unmapped, PAGE_SIZE, table->cookie);
	return unmapped;
}

static phys_addr_t iova_to_phys(struct io_pgtable_ops *ops, unsigned long iova)
{
	struct page_table *table = table_of(ops, "iova_to_phys");
	size_t page = iova / PAGE_SIZE;

	return table && page < PAGES && table->mapped[page] ? table->pages[page] + iova % PAGE_SIZE : 0;
}

struct io_pgtable_ops *alloc_io_pgtable_ops(unsigned fmt, struct io_pgtable_cfg *cfg, void *cookie)
{
	struct page_table *table;

	if (fmt >= 8 || !cfg->iommu_dev || !books_use(&cfg->iommu_dev->object, "alloc_io_pgtable_ops"))
		return NULL;
	table = calloc(1, sizeof(*table));
	books_open(&table->object, PAGE_TABLE);
	table->iommu_dev = cfg->iommu_dev;
	table->tlb = cfg->tlb;
	table->cookie = cookie;
	table->ops.map_pages = map_pages;
	table->ops.unmap_pages = unmap_pages;
	table->ops.iova_to_phys = iova_to_phys;
	cfg->pgsize_bitmap &= PAGE_SIZE;
	return &table->ops;
}

void free_io_pgtable_ops(struct io_pgtable_ops *ops)
{
	struct page_table *table = table_of(ops, "free_io_pgtable_ops");

	if (!table)
		return;
	if (table->tlb)
		table->tlb->tlb_flush_all(table->cookie);
	freed.tlb = table->tlb;
	freed.cookie = table->cookie;
	books_put(&table->object, "free_io_pgtable_ops");
}

/* For tests: what a correct kernel never does, a flush of a table that is gone. */
void kernel_flush_freed(void)
{
	freed.tlb->tlb_flush_all(freed.cookie);
}

static void *flush(void *data)
{
	struct page_table *table = data;

	table->tlb->tlb_flush_all(table->cookie);
	return NULL;
}

/* For tests: an interrupt flushes, on a thread that the caller has never seen. */
void kernel_flush_elsewhere(struct io_pgtable_ops *ops)
{
	pthread_t thread;

	if (!pthread_create(&thread, NULL, flush, ops))
		pthread_join(thread, NULL);
}
