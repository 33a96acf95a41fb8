/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* What the parts of the shim call of each other. */
#ifndef BOOT_H
#define BOOT_H

#include <host/thread.h>

/* In this order, when memory can be allocated. */
void threads_boot(void);
void timers_boot(void);
void workqueue_boot(void);
void rcu_boot(void);

/* threads.c: a kernel thread without the help of kthreadd, with which kthreads begin. Null when there is no memory. */
struct task_struct *threads_start(int (*function)(void *argument), void *argument, const char *name);
/* schedule() that ends by itself at the monotonic time `deadline` in nanoseconds; the state is then TASK_RUNNING. */
void schedule_until(long long deadline);
/* Reports and corrects what a callback left behind: an atomic section, interrupts that are off, an RCU section. */
struct host_context { int preempt_count, irqs_off, rcu_nesting; };
struct host_context context_save(void);
void context_check(struct host_context before, const char *what, void *function);

/* threads.c: marks the threads in a section, and asks if one that was marked still is in it. */
void threads_mark_readers(void);
int threads_marked_readers(void);

/* Tells who waits for the thread that it has been outside of all sections, if it is. */
static inline void rcu_section_left(void)
{
	struct host_thread *thread = &host_self;

	if (!thread->preempt_count && !thread->irqs_off && !thread->rcu_nesting)
		__atomic_store_n(&thread->sections, thread->sections + 1, __ATOMIC_RELEASE);
}

/* timers.c: brings jiffies up to date. */
void timers_update(void);

/* For host_settle: is something left, and if so the name of one function. */
int timers_busy(void **function);
int workqueue_busy(void **function);
int rcu_busy(void **function);

#endif
