/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* What the overlay keeps for each thread in the place of a CPU's registers: the task, the nesting of atomic sections, interrupts. */
#ifndef HOST_THREAD_H
#define HOST_THREAD_H

struct task_struct;

struct host_thread {
	struct task_struct *task;	/* null until the kernel code sees the thread for the first time */
	int preempt_count;
	int irqs_off;
	unsigned long sections;		/* outermost RCU sections that ended */
	int rcu_nesting;
};

extern __thread struct host_thread host_self __attribute__((tls_model("initial-exec")));

/* Gives the thread its task. Returns &host_self. */
struct host_thread *host_thread_enter(void);

static inline __attribute__((always_inline)) struct host_thread *host_thread(void)
{
	return __builtin_expect(host_self.task != 0, 1) ? &host_self : host_thread_enter();
}

#endif
