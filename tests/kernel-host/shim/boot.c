// SPDX-License-Identifier: MIT OR GPL-2.0
/* Starts what the kernel's own start-up code would: the shim's parts, sysfs, the driver core, then every initcall in order of level. */
#include <linux/async.h>
#include <linux/init.h>
#include <linux/kernfs.h>
#include <linux/kobject.h>
#include <linux/printk.h>
#include <linux/sysfs.h>
#include <linux/workqueue.h>

#include "boot.h"
#include "host.h"
#include "pages.h"
#include "system/threads.h"
#include "versions.h"

/* fs/kernfs, fs/sysfs, lib and drivers/base declare these in private headers. */
void kernfs_init(void);
int devices_init(void);
int buses_init(void);
int classes_init(void);
int platform_bus_init(void);
void auxiliary_bus_init(void);
void radix_tree_init(void);
void maple_tree_init(void);
struct kernfs_node *sysfs_root_kn;

#define LEVELS(DO) DO(early) DO(0) DO(0s) DO(1) DO(1s) DO(2) DO(2s) DO(3) DO(3s) DO(4) DO(4s) DO(5) DO(5s) DO(6) DO(6s) DO(7) DO(7s)

/* The build gives the initcalls' sections names that the linker marks the ends of; a level that nobody uses has none. */
#define DECLARE_LEVEL(level) \
	extern initcall_entry_t __start_host_initcall_##level[] __attribute__((weak, visibility("hidden"))); \
	extern initcall_entry_t __stop_host_initcall_##level[] __attribute__((weak, visibility("hidden")));
LEVELS(DECLARE_LEVEL)

#define BOUNDS(level) { __start_host_initcall_##level, __stop_host_initcall_##level },
static const struct { initcall_entry_t *begin, *end; } levels[] = { LEVELS(BOUNDS) };

struct kobject *kernel_kobj;
struct workqueue_struct *pm_wq;

static int sysfs_boot(void)
{
	struct kernfs_root *root;

	kernfs_init();
	root = kernfs_create_root(NULL, KERNFS_ROOT_EXTRA_OPEN_PERM_CHECK, NULL);
	if (IS_ERR(root))
		return PTR_ERR(root);
	sysfs_root_kn = kernfs_root_to_node(root);
	kernel_kobj = kobject_create_and_add("kernel", NULL);
	return kernel_kobj ? 0 : -ENOMEM;
}

static int driver_core_boot(void)
{
	int error = devices_init() ?: buses_init() ?: classes_init() ?: platform_bus_init();

	if (!error)
		auxiliary_bus_init();
	return error;
}

static int initcalls_boot(void)
{
	int failures = 0;

	for (size_t level = 0; level < ARRAY_SIZE(levels); level++) {
		for (initcall_entry_t *entry = levels[level].begin; entry < levels[level].end; entry++) {
			int error = initcall_from_entry(entry)();

			if (error) {
				pr_err("kernel host: the initcall %pS failed: %d\n", initcall_from_entry(entry), error);
				failures++;
			}
		}
	}
	return failures;
}

static int boot(void)
{
	int error;

	memory_boot();
	threads_boot();
	timers_boot();
	radix_tree_init();
	maple_tree_init();
	rcu_boot();
	workqueue_boot();
#if HOST_HAS_ASYNC_INIT
	async_init();
#endif
	pm_wq = alloc_workqueue("pm", WQ_FREEZABLE, 0);
	error = sysfs_boot() ?: driver_core_boot();
	if (error) {
		pr_err("kernel host: sysfs or the driver core did not start: %d\n", error);
		return 1;
	}
	return initcalls_boot();
}

int host_boot(void)
{
	enum { COLD, BOOTING, BOOTED };
	static int state = COLD, failures;
	int cold = COLD;

	if (__atomic_compare_exchange_n(&state, &cold, BOOTING, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST)) {
		failures = boot();
		host_settle();
		host_mark();
		__atomic_store_n(&state, BOOTED, __ATOMIC_SEQ_CST);
	}
	while (__atomic_load_n(&state, __ATOMIC_SEQ_CST) != BOOTED)
		system_yield();
	return failures;
}
