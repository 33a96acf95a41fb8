// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * KUnit suites of the host itself, for what the kernel's own suites do not reach: device nodes, memory behind two
 * addresses, reports of who sleeps where it must not, work and grace periods that wait for each other, page tables of
 * devices, components.
 */
#include <drm/drm_drv.h>
#include <drm/drm_file.h>
#include <drm/drm_gem.h>
#include <drm/drm_gem_shmem_helper.h>
#include <drm/drm_ioctl.h>
#include <kunit/test.h>
#include <linux/component.h>
#include <linux/delay.h>
#include <linux/dma-resv.h>
#include <linux/io-pgtable.h>
#include <linux/iosys-map.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/scatterlist.h>
#include <linux/sizes.h>
#include <linux/spinlock.h>
#include <linux/srcu.h>
#include <linux/workqueue.h>

#include "host.h"
#include "versions.h"

#define PATIENCE (10 * HZ)

/* The case provoked exactly one report of the kind since there were `before`, which names `what`. */
static void expect_report(struct kunit *test, int kind, unsigned long before, const char *what)
{
	char text[256] = "";

	KUNIT_EXPECT_EQ(test, host_reports(kind), before + 1);
	host_report_text(kind, before, text, sizeof(text));
	KUNIT_EXPECT_TRUE_MSG(test, strstr(text, what), "'%s' does not name %s", text, what);
}

/* ---- A DRM driver ---- */

#define NODE_NAME "host-selftest"
#define NODE_MAJOR 226

struct node_create {
	__u64 size;
	__u32 handle;
	__u32 unused;
};
#define NODE_CREATE DRM_IOWR(DRM_COMMAND_BASE, struct node_create)
#define NODE_UNKNOWN DRM_IOWR(DRM_COMMAND_BASE + 1, struct node_create)

struct node {
	struct drm_device drm;
};

static int node_create(struct drm_device *drm, void *data, struct drm_file *file)
{
	struct node_create *create = data;
	struct drm_gem_shmem_object *object = drm_gem_shmem_create(drm, create->size);
	int error;

	if (IS_ERR(object))
		return PTR_ERR(object);
	error = drm_gem_handle_create(file, &object->base, &create->handle);
	drm_gem_object_put(&object->base);
	return error;
}

static const struct drm_ioctl_desc node_ioctls[] = {
	{ .cmd = NODE_CREATE, .flags = DRM_RENDER_ALLOW, .func = node_create, .name = "NODE_CREATE" },
};

DEFINE_DRM_GEM_FOPS(node_fops);

static const struct drm_driver node_drm_driver = {
	.driver_features = DRIVER_GEM | DRIVER_RENDER,
	.ioctls = node_ioctls,
	.num_ioctls = ARRAY_SIZE(node_ioctls),
	.fops = &node_fops,
	.name = NODE_NAME,
	.desc = "kernel host",
	.date = "20250101",
};

static int node_probe(struct platform_device *device)
{
	struct node *node = devm_drm_dev_alloc(&device->dev, &node_drm_driver, struct node, drm);

	if (IS_ERR(node))
		return PTR_ERR(node);
	platform_set_drvdata(device, node);
	return drm_dev_register(&node->drm, 0);
}

static struct platform_driver node_driver = { .probe = node_probe, .driver = { .name = NODE_NAME } };

struct node_fixture {
	struct platform_device *device;
	struct drm_device *drm;
	unsigned long before;
	long render;
};

static int node_init(struct kunit *test)
{
	struct node_fixture *fixture = kunit_kzalloc(test, sizeof(*fixture), GFP_KERNEL);
	struct node *node;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fixture);
	host_settle();
	fixture->before = host_live(HOST_DRM_DEVICE);
	KUNIT_ASSERT_EQ(test, platform_driver_register(&node_driver), 0);
	fixture->device = platform_device_register_simple(NODE_NAME, PLATFORM_DEVID_NONE, NULL, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, fixture->device);
	node = platform_get_drvdata(fixture->device);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, node);
	fixture->drm = &node->drm;
	KUNIT_EXPECT_EQ(test, host_live(HOST_DRM_DEVICE), fixture->before + 1);
	fixture->render = host_open(NODE_MAJOR, fixture->drm->render->index);
	KUNIT_ASSERT_GE(test, fixture->render, 0L);
	test->priv = fixture;
	return 0;
}

/* Takes away what is not gone yet; nothing is left then. */
static void node_exit(struct kunit *test)
{
	struct node_fixture *fixture = test->priv;

	if (!fixture)
		return;
	if (fixture->drm)
		drm_dev_unplug(fixture->drm);
	if (fixture->device)
		platform_device_unregister(fixture->device);
	if (fixture->render >= 0)
		KUNIT_EXPECT_EQ(test, host_close(fixture->render), 0L);
	platform_driver_unregister(&node_driver);
	host_settle();
	KUNIT_EXPECT_EQ(test, host_live(HOST_DRM_DEVICE), fixture->before);
}

static void expect_version(struct kunit *test, long file)
{
	char name[32] = "";
	struct drm_version version = { .name = name, .name_len = sizeof(name) };

	KUNIT_EXPECT_EQ(test, host_ioctl(file, DRM_IOCTL_VERSION, &version), 0L);
	KUNIT_EXPECT_EQ(test, version.name_len, strlen(NODE_NAME));
	KUNIT_EXPECT_STREQ(test, (const char *)name, NODE_NAME);
}

static void node_version(struct kunit *test)
{
	struct node_fixture *fixture = test->priv;
	long primary = host_open(NODE_MAJOR, fixture->drm->primary->index);

	KUNIT_ASSERT_GE(test, primary, 0L);
	expect_version(test, fixture->render);
	expect_version(test, primary);
	KUNIT_EXPECT_EQ(test, host_close(primary), 0L);
	KUNIT_EXPECT_EQ(test, host_ioctl(primary, DRM_IOCTL_VERSION, NULL), (long)-EBADF);
	KUNIT_EXPECT_EQ(test, host_close(primary), (long)-EBADF);
	KUNIT_EXPECT_LT(test, host_open(NODE_MAJOR, fixture->drm->render->index + 1), 0L);
}

static void node_bad_pointer(struct kunit *test)
{
	struct node_fixture *fixture = test->priv;
	struct drm_version version = { .name = (void *)16, .name_len = 8 };

	KUNIT_EXPECT_EQ(test, host_ioctl(fixture->render, DRM_IOCTL_VERSION, (void *)16), (long)-EFAULT);
	KUNIT_EXPECT_EQ(test, host_ioctl(fixture->render, DRM_IOCTL_VERSION, &version), (long)-EFAULT);
}

static void node_unknown_ioctl(struct kunit *test)
{
	struct node_fixture *fixture = test->priv;
	struct node_create create = { .size = PAGE_SIZE };

	KUNIT_EXPECT_EQ(test, host_ioctl(fixture->render, NODE_UNKNOWN, &create), (long)-EINVAL);
	KUNIT_EXPECT_EQ(test, host_ioctl(fixture->render, _IO('!', 0), NULL), (long)-ENOTTY);
}

static void node_gem_handle(struct kunit *test)
{
	struct node_fixture *fixture = test->priv;
	struct node_create create = { .size = 3 * PAGE_SIZE };
	struct drm_gem_close close = {};

	KUNIT_ASSERT_EQ(test, host_ioctl(fixture->render, NODE_CREATE, &create), 0L);
	KUNIT_EXPECT_NE(test, create.handle, 0U);
	close.handle = create.handle;
	KUNIT_EXPECT_EQ(test, host_ioctl(fixture->render, DRM_IOCTL_GEM_CLOSE, &close), 0L);
	KUNIT_EXPECT_EQ(test, host_ioctl(fixture->render, DRM_IOCTL_GEM_CLOSE, &close), (long)-EINVAL);
}

static void node_unplug(struct kunit *test)
{
	struct node_fixture *fixture = test->priv;
	struct node_create create = { .size = PAGE_SIZE };

	/* The handle is still there when the file is closed. */
	KUNIT_ASSERT_EQ(test, host_ioctl(fixture->render, NODE_CREATE, &create), 0L);
	drm_dev_unplug(fixture->drm);
	KUNIT_EXPECT_EQ(test, host_ioctl(fixture->render, NODE_CREATE, &create), (long)-ENODEV);
	platform_device_unregister(fixture->device);
	fixture->device = NULL;
	fixture->drm = NULL;
	host_settle();
	KUNIT_EXPECT_EQ(test, host_live(HOST_DRM_DEVICE), fixture->before + 1);
	KUNIT_EXPECT_EQ(test, host_close(fixture->render), 0L);
	fixture->render = -1;
	host_settle();
	KUNIT_EXPECT_EQ(test, host_live(HOST_DRM_DEVICE), fixture->before);
}

static struct kunit_case node_cases[] = {
	KUNIT_CASE(node_version),
	KUNIT_CASE(node_bad_pointer),
	KUNIT_CASE(node_unknown_ioctl),
	KUNIT_CASE(node_gem_handle),
	KUNIT_CASE(node_unplug),
	{}
};

static struct kunit_suite node_suite = {
	.name = "host-device-node", .init = node_init, .exit = node_exit, .test_cases = node_cases
};

/* ---- Memory of GEM objects ---- */

#define SHMEM_PAGES 5

static void fill(u8 *bytes, unsigned int seed)
{
	for (unsigned int index = 0; index < SHMEM_PAGES * PAGE_SIZE; index++)
		bytes[index] = index * 7 + (index >> PAGE_SHIFT) + seed;
}

static void expect_same_by_device_address(struct kunit *test, struct sg_table *table, const u8 *bytes)
{
	struct sg_dma_page_iter iterator;
	unsigned int pages = 0;

	for_each_sgtable_dma_page(table, &iterator, 0) {
		const void *page = phys_to_virt(sg_page_iter_dma_address(&iterator));

		KUNIT_EXPECT_PTR_NE(test, page, (const void *)bytes + pages * PAGE_SIZE);
		KUNIT_EXPECT_EQ(test, memcmp(page, bytes + pages * PAGE_SIZE, PAGE_SIZE), 0);
		pages++;
	}
	KUNIT_EXPECT_EQ(test, pages, (unsigned int)SHMEM_PAGES);
}

static void shmem_vmap_is_device_memory(struct kunit *test)
{
	struct node_fixture *fixture = test->priv;
	struct drm_gem_shmem_object *object = drm_gem_shmem_create(fixture->drm, SHMEM_PAGES * PAGE_SIZE);
	struct iosys_map map;
	struct sg_table *table;
	int error;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, object);
	dma_resv_lock(object->base.resv, NULL);
	error = drm_gem_shmem_vmap(object, &map);
	dma_resv_unlock(object->base.resv);
	KUNIT_ASSERT_EQ(test, error, 0);
	table = drm_gem_shmem_get_pages_sgt(object);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, table);
	fill(map.vaddr, 1);
	expect_same_by_device_address(test, table, map.vaddr);
	for (unsigned int page = 0; page < SHMEM_PAGES; page++) {
		const void *bytes = page_address(object->pages[page]);

		KUNIT_EXPECT_EQ(test, memcmp(bytes, map.vaddr + page * PAGE_SIZE, PAGE_SIZE), 0);
	}
	memset(page_address(object->pages[1]), 0x5a, PAGE_SIZE);
	KUNIT_EXPECT_TRUE(test, !memchr_inv(map.vaddr + PAGE_SIZE, 0x5a, PAGE_SIZE));
	dma_resv_lock(object->base.resv, NULL);
	drm_gem_shmem_vunmap(object, &map);
	dma_resv_unlock(object->base.resv);
	drm_gem_object_put(&object->base);
}

static struct kunit_case shmem_cases[] = { KUNIT_CASE(shmem_vmap_is_device_memory), {} };

static struct kunit_suite shmem_suite = {
	.name = "host-shmem", .init = node_init, .exit = node_exit, .test_cases = shmem_cases
};

/* ---- Contexts ---- */

static DEFINE_MUTEX(contexts_mutex);
static DEFINE_SPINLOCK(contexts_lock);

/* A place that sleeps reports once in a process: the case would find nothing when it is run again. */
static void only_once(struct kunit *test, bool *ran)
{
	if (xchg(ran, true))
		kunit_skip(test, "it has run in this process");
}

static void contexts_atomic_section(struct kunit *test)
{
	unsigned long before = host_reports(HOST_BUG);
	static bool ran;

	only_once(test, &ran);
	host_atomic_enter();
	mutex_lock(&contexts_mutex);
	mutex_unlock(&contexts_mutex);
	host_atomic_exit();
	expect_report(test, HOST_BUG, before, "kernel/locking/mutex.c");
	host_clear_reports();
}

static void contexts_spinlock(struct kunit *test)
{
	unsigned long before = host_reports(HOST_BUG);
	static bool ran;

	only_once(test, &ran);
	spin_lock(&contexts_lock);
	might_sleep();
	spin_unlock(&contexts_lock);
	expect_report(test, HOST_BUG, before, "selftest.c");
	host_clear_reports();
}

static void contexts_schedule(struct kunit *test)
{
	unsigned long before = host_reports(HOST_BUG);

	host_atomic_enter();
	msleep(0);
	host_atomic_exit();
	expect_report(test, HOST_BUG, before, "scheduling while atomic");
	host_clear_reports();
}

static void contexts_sleeping_is_allowed_outside(struct kunit *test)
{
	unsigned long before = host_reports(HOST_BUG);

	mutex_lock(&contexts_mutex);
	msleep(0);
	mutex_unlock(&contexts_mutex);
	KUNIT_EXPECT_EQ(test, host_reports(HOST_BUG), before);
}

static struct kunit_case contexts_cases[] = {
	KUNIT_CASE(contexts_atomic_section),
	KUNIT_CASE(contexts_spinlock),
	KUNIT_CASE(contexts_schedule),
	KUNIT_CASE(contexts_sleeping_is_allowed_outside),
	{}
};

static struct kunit_suite contexts_suite = { .name = "host-contexts", .test_cases = contexts_cases };

/* ---- Work and grace periods ---- */

DEFINE_STATIC_SRCU(work_srcu);

struct waiting_work {
	struct work_struct work, other;
	struct completion done;
	bool other_ran, flushed_after;
};

static void waiting_other(struct work_struct *work)
{
	struct waiting_work *waiting = container_of(work, struct waiting_work, other);

	msleep(20);
	WRITE_ONCE(waiting->other_ran, true);
}

static void waiting_run(struct work_struct *work)
{
	struct waiting_work *waiting = container_of(work, struct waiting_work, work);

	queue_work(system_wq, &waiting->other);
	flush_work(&waiting->other);
	waiting->flushed_after = READ_ONCE(waiting->other_ran);
	synchronize_srcu(&work_srcu);
	rcu_barrier();
	complete(&waiting->done);
}

static void expect_waiting_ends(struct kunit *test, struct workqueue_struct *queue)
{
	struct waiting_work *waiting = kunit_kzalloc(test, sizeof(*waiting), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, waiting);
	INIT_WORK(&waiting->work, waiting_run);
	INIT_WORK(&waiting->other, waiting_other);
	init_completion(&waiting->done);
	KUNIT_EXPECT_TRUE(test, queue_work(queue, &waiting->work));
	KUNIT_ASSERT_NE(test, wait_for_completion_timeout(&waiting->done, PATIENCE), 0UL);
	KUNIT_EXPECT_TRUE(test, waiting->flushed_after);
	flush_work(&waiting->work);
}

static void work_waits_on_ordered_queue(struct kunit *test)
{
	struct workqueue_struct *queue = alloc_ordered_workqueue("host-selftest", 0);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, queue);
	expect_waiting_ends(test, queue);
	destroy_workqueue(queue);
}

static void work_waits_on_system_queue(struct kunit *test)
{
	expect_waiting_ends(test, system_wq);
}

struct reading {
	struct completion entered, leave, over;
	struct rcu_head head;
	bool left;
};

static int reading_thread(void *data)
{
	struct reading *reading = data;
	int index = srcu_read_lock(&work_srcu);

	complete(&reading->entered);
	wait_for_completion(&reading->leave);
	WRITE_ONCE(reading->left, true);
	srcu_read_unlock(&work_srcu, index);
	return 0;
}

static void reading_over(struct rcu_head *head)
{
	complete(&container_of(head, struct reading, head)->over);
}

static void work_srcu_waits_for_reader(struct kunit *test)
{
	struct reading *reading = kunit_kzalloc(test, sizeof(*reading), GFP_KERNEL);
	struct task_struct *reader;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, reading);
	init_completion(&reading->entered);
	init_completion(&reading->leave);
	init_completion(&reading->over);
	reader = kthread_create(reading_thread, reading, "host-reader");
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, reader);
	get_task_struct(reader);
	wake_up_process(reader);
	KUNIT_ASSERT_NE(test, wait_for_completion_timeout(&reading->entered, PATIENCE), 0UL);
	call_srcu(&work_srcu, &reading->head, reading_over);
	KUNIT_EXPECT_EQ(test, wait_for_completion_timeout(&reading->over, HZ / 10), 0UL);
	complete(&reading->leave);
	synchronize_srcu(&work_srcu);
	KUNIT_EXPECT_TRUE(test, READ_ONCE(reading->left));
	KUNIT_EXPECT_NE(test, wait_for_completion_timeout(&reading->over, PATIENCE), 0UL);
	KUNIT_EXPECT_EQ(test, kthread_stop(reader), 0);
	put_task_struct(reader);
	srcu_barrier(&work_srcu);
}

static struct kunit_case work_cases[] = {
	KUNIT_CASE(work_waits_on_ordered_queue),
	KUNIT_CASE(work_waits_on_system_queue),
	KUNIT_CASE(work_srcu_waits_for_reader),
	{}
};

static struct kunit_suite work_suite = { .name = "host-work", .test_cases = work_cases };

/* ---- Page tables of devices ---- */

#define TABLE_PAGES 8
#define TABLE_IOVA (1UL << 30)
#define TABLE_PHYSICAL 0x80000000UL

struct flushes {
	unsigned long walks, pages;
};

static void flush_all(void *cookie)
{
}

static void flush_walk(unsigned long iova, size_t size, size_t granule, void *cookie)
{
	struct flushes *flushes = cookie;

	flushes->walks++;
}

static void flush_page(struct iommu_iotlb_gather *gather, unsigned long iova, size_t granule, void *cookie)
{
	struct flushes *flushes = cookie;

	flushes->pages++;
}

static const struct iommu_flush_ops flush_ops = {
	.tlb_flush_all = flush_all, .tlb_flush_walk = flush_walk, .tlb_add_page = flush_page
};

static int table_map(struct io_pgtable_ops *ops, unsigned long iova, size_t page, size_t count, size_t *mapped)
{
	*mapped = 0;
	return ops->map_pages(ops, iova, TABLE_PHYSICAL, page, count, IOMMU_READ | IOMMU_WRITE, GFP_KERNEL, mapped);
}

static size_t table_unmap(struct io_pgtable_ops *ops, unsigned long iova, size_t page, size_t count)
{
	struct iommu_iotlb_gather gather;

	iommu_iotlb_gather_init(&gather);
	return ops->unmap_pages(ops, iova, page, count, &gather);
}

static void expect_maps(struct kunit *test, struct io_pgtable_ops *ops, size_t page, const char *source,
			struct flushes *flushes)
{
	unsigned long before = host_reports(HOST_WARN);
	u64 inside = 3 * page + 5;
	size_t mapped;

	KUNIT_EXPECT_EQ(test, table_map(ops, TABLE_IOVA, page, TABLE_PAGES, &mapped), 0);
	KUNIT_EXPECT_EQ(test, mapped, TABLE_PAGES * page);
	KUNIT_EXPECT_EQ(test, (u64)ops->iova_to_phys(ops, TABLE_IOVA + inside), TABLE_PHYSICAL + inside);
	KUNIT_EXPECT_EQ(test, (u64)ops->iova_to_phys(ops, TABLE_IOVA + TABLE_PAGES * page), 0ULL);
	KUNIT_EXPECT_EQ(test, host_reports(HOST_WARN), before);
	KUNIT_EXPECT_EQ(test, table_map(ops, TABLE_IOVA, page, 1, &mapped), -EEXIST);
	expect_report(test, HOST_WARN, before, source);
	host_clear_reports();
	KUNIT_EXPECT_EQ(test, flushes->pages, 0UL);
	KUNIT_EXPECT_EQ(test, table_unmap(ops, TABLE_IOVA, page, TABLE_PAGES), TABLE_PAGES * page);
	KUNIT_EXPECT_EQ(test, flushes->pages, (unsigned long)TABLE_PAGES);
	KUNIT_EXPECT_EQ(test, (u64)ops->iova_to_phys(ops, TABLE_IOVA), 0ULL);
}

/* A block in whose place there is a table of pages: the table goes, and those who walk it are told. */
static void expect_table_is_dropped(struct kunit *test, struct io_pgtable_ops *ops, struct flushes *flushes)
{
	size_t mapped;

	KUNIT_EXPECT_EQ(test, table_map(ops, TABLE_IOVA, SZ_4K, 1, &mapped), 0);
	KUNIT_EXPECT_EQ(test, flushes->walks, 0UL);
	KUNIT_EXPECT_EQ(test, table_unmap(ops, TABLE_IOVA, SZ_2M, 1), (size_t)SZ_2M);
	KUNIT_EXPECT_EQ(test, flushes->walks, 1UL);
}

static void table_run(struct kunit *test, enum io_pgtable_fmt format, struct io_pgtable_cfg *config, size_t page,
		      const char *source)
{
	struct device *device = root_device_register("host-io-pgtable");
	unsigned long pages, tables = host_live(HOST_PAGE_TABLE);
	struct flushes flushes = {};
	struct io_pgtable_ops *ops;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, device);
	config->tlb = &flush_ops;
	config->iommu_dev = device;
	config->coherent_walk = true;
	host_settle();
	pages = host_live(HOST_PAGES);
	ops = alloc_io_pgtable_ops(format, config, &flushes);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ops);
	KUNIT_EXPECT_EQ(test, host_live(HOST_PAGE_TABLE), tables + 1);
	expect_maps(test, ops, page, source, &flushes);
	if (config->pgsize_bitmap & SZ_2M)
		expect_table_is_dropped(test, ops, &flushes);
	KUNIT_EXPECT_GT(test, host_live(HOST_PAGES), pages);
	free_io_pgtable_ops(ops);
	host_settle();
	KUNIT_EXPECT_EQ(test, host_live(HOST_PAGES), pages);
	KUNIT_EXPECT_EQ(test, host_live(HOST_PAGE_TABLE), tables);
	root_device_unregister(device);
}

static void table_arm(struct kunit *test)
{
	struct io_pgtable_cfg config = { .pgsize_bitmap = SZ_4K | SZ_2M, .ias = 48, .oas = 48 };

	table_run(test, ARM_64_LPAE_S1, &config, SZ_4K, "drivers/iommu/io-pgtable-arm.c");
}

static void table_dart(struct kunit *test)
{
	struct io_pgtable_cfg config = { .pgsize_bitmap = SZ_16K, .ias = 36, .oas = 36 };

	table_run(test, APPLE_DART, &config, SZ_16K, "drivers/iommu/io-pgtable-dart.c");
}

static struct kunit_case table_cases[] = { KUNIT_CASE(table_arm), KUNIT_CASE(table_dart), {} };

static struct kunit_suite table_suite = { .name = "host-io-pgtable", .test_cases = table_cases };

/* ---- Components ---- */

enum { COMPONENTS = 2 };
static int components_bound, masters_bound;

static int part_bind(struct device *device, struct device *master, void *data)
{
	components_bound++;
	return 0;
}

static void part_unbind(struct device *device, struct device *master, void *data)
{
	components_bound--;
}

static const struct component_ops part_ops = { .bind = part_bind, .unbind = part_unbind };

static int whole_bind(struct device *master)
{
	masters_bound++;
	return component_bind_all(master, NULL);
}

static void whole_unbind(struct device *master)
{
	component_unbind_all(master, NULL);
	masters_bound--;
}

static const struct component_master_ops whole_ops = { .bind = whole_bind, .unbind = whole_unbind };

static void expect_bound(struct kunit *test, int masters, int components)
{
	KUNIT_EXPECT_EQ(test, masters_bound, masters);
	KUNIT_EXPECT_EQ(test, components_bound, components);
}

static void component_binds_when_complete(struct kunit *test)
{
	struct device *master = root_device_register("host-component-master"), *parts[COMPONENTS];
	struct component_match *match = NULL;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, master);
	for (int part = 0; part < COMPONENTS; part++) {
		parts[part] = root_device_register(part ? "host-component-1" : "host-component-0");
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, parts[part]);
		component_match_add(master, &match, component_compare_dev, parts[part]);
	}
	KUNIT_EXPECT_EQ(test, component_add(parts[0], &part_ops), 0);
	KUNIT_EXPECT_EQ(test, component_master_add_with_match(master, &whole_ops, match), 0);
	expect_bound(test, 0, 0);
	KUNIT_EXPECT_EQ(test, component_add(parts[1], &part_ops), 0);
	expect_bound(test, 1, COMPONENTS);
	component_del(parts[0], &part_ops);
	expect_bound(test, 0, 0);
	KUNIT_EXPECT_EQ(test, component_add(parts[0], &part_ops), 0);
	expect_bound(test, 1, COMPONENTS);
	component_master_del(master, &whole_ops);
	expect_bound(test, 0, 0);
	for (int part = 0; part < COMPONENTS; part++) {
		component_del(parts[part], &part_ops);
		root_device_unregister(parts[part]);
	}
	root_device_unregister(master);
}

static struct kunit_case component_cases[] = { KUNIT_CASE(component_binds_when_complete), {} };

static struct kunit_suite component_suite = { .name = "host-component", .test_cases = component_cases };

kunit_test_suites(&node_suite, &shmem_suite, &contexts_suite, &work_suite, &table_suite, &component_suite);
