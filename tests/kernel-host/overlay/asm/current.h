/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* The current task is the thread's own, whoever created the thread. */
#ifndef _ASM_X86_CURRENT_H
#define _ASM_X86_CURRENT_H

#include <host/thread.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/cache.h>
#include <asm/percpu.h>

/* Named by inline functions of other headers, none of which is called. */
struct pcpu_hot {
	struct task_struct *current_task;
	int preempt_count;
	int cpu_number;
	unsigned long top_of_stack;
	void *hardirq_stack_ptr;
	unsigned short softirq_pending;
	_Bool hardirq_stack_inuse;
};
extern struct pcpu_hot pcpu_hot, const_pcpu_hot;

static __always_inline struct task_struct *get_current(void)
{
	return host_thread()->task;
}

#define current get_current()

#endif
