/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/*
 * What tests ask of the host, beside the kernel's own functions. Plain C types only: C#, a C program and the shim read the same file.
 */
#ifndef HOST_H
#define HOST_H

#include <stddef.h>

#ifndef HOST_API
#define HOST_API __attribute__((visibility("default")))
#endif

/* Boots the kernel code once per process; later calls do nothing. 0, or the number of the initcalls that failed. */
HOST_API int host_boot(void);

/* ---- Books: every live object of the allocators, and what is known to be inside ---- */

enum host_kind {
	HOST_MEMORY,		/* kmalloc, kmem_cache, vmalloc, per-CPU memory: `references` is -1 */
	HOST_PAGES,		/* whole pages: `references` is the page's own count */
	HOST_DEVICE,		/* struct device, from device_initialize until the memory around it is freed */
	HOST_DRM_DEVICE,
	HOST_PAGE_TABLE,	/* struct io_pgtable_ops, from alloc_io_pgtable_ops until free_io_pgtable_ops */
	HOST_KINDS
};

struct host_object {
	const void *address;
	unsigned long size;		/* bytes; for devices and page tables the allocation that holds them, 0 when it is static */
	unsigned long sequence;		/* grows with every object; a cursor for host_next_live */
	long references;
	int kind;			/* enum host_kind */
	char name[64];			/* dev_name, the DRM device's unique name, the page table's format; empty for memory */
	char caller[64];		/* the function that made it: symbol+0xOFFSET, or the address */
};

/* Everything alive now belongs to the boot and is never reported as live: called by host_boot, and by tests that begin anew. */
HOST_API void host_mark(void);

/* How many objects of the kind were made since the last mark and are alive. */
HOST_API unsigned long host_live(int kind);

/* The next live object of the kind after `sequence` (0: the first). 1 and *object, or 0 when there is no more. */
HOST_API int host_next_live(int kind, unsigned long sequence, struct host_object *object);

/* The reference count of a live device, DRM device, page table, or page; -1 when the address is none. */
HOST_API long host_references(const void *address);

/*
 * The nth allocation from now on that may fail does fail, whoever makes it; 0: none. How many allocations were left before the failure
 * that was asked for last, which is 0 when it has happened.
 */
HOST_API long host_fail_allocation(long nth);

/* Waits until no RCU callback, work item or timer that is due is left: what they free is then freed. */
HOST_API void host_settle(void);

/* ---- Reports: what the kernel code, or the host on its behalf, complained about ---- */

enum host_report {
	HOST_WARN,		/* WARN and its kind */
	HOST_BUG,		/* what the kernel prints as BUG: and survives: sleeping while atomic, scheduling while atomic */
	HOST_MISUSE,		/* the host's own: a reference put too often, memory freed twice, written after it was freed, not an object */
	HOST_REPORTS
};

HOST_API unsigned long host_reports(int report);
/* Copies the text of report `index` (0 is the oldest since the last clear). Its length, or -1 when there is none. */
HOST_API long host_report_text(int report, unsigned long index, char *text, unsigned long size);
HOST_API void host_clear_reports(void);

/* Where printk goes besides the reports: 0 nowhere (default), 1 the standard error output. HOST_VERBOSE=1 in the environment is 1. */
HOST_API void host_set_verbose(int verbose);

/* ---- Contexts ---- */

/* Enters and leaves an atomic section (preempt_disable): sleeping inside is a HOST_BUG. */
HOST_API void host_atomic_enter(void);
HOST_API void host_atomic_exit(void);

/* ---- KUnit ---- */

struct host_kunit {
	int suites, passed, failed, skipped;	/* cases and parameters of parameterised cases, as the kernel's own output counts them */
};

/* Runs the kernel's own suites whose name fits the glob (null: all); the output goes where `print` says, line by line. */
HOST_API struct host_kunit host_run_kunit(const char *suites, void (*print)(const char *line));

/* ---- Device nodes: what the virtual file system does for a process ---- */

/* Opens the character device as open(2) on its node would, through chrdev_open's part of the kernel code. A handle, or an error below 0. */
HOST_API long host_open(unsigned int major, unsigned int minor);
HOST_API long host_ioctl(long file, unsigned int command, void *argument);
HOST_API long host_close(long file);

#endif
