/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* Read-copy-update: a grace period ends when every thread that was inside a section at its start has left it. */
#include <linux/completion.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/rcupdate.h>
#include <linux/rcupdate_wait.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include "boot.h"
#include "host.h"
#include "versions.h"
#include "system/threads.h"

/* The kernel's values, from kernel/rcu: a running scheduler, and the smallest sequence number. */
#define SCHEDULER_RUNNING 2
#define SEQUENCE_COMPLETED 1

int rcu_scheduler_active = SCHEDULER_RUNNING;
/* Sleepable RCU then does not wait for a tick between its steps. */
int rcu_expedited = 1;
int rcu_normal;
struct workqueue_struct *rcu_gp_wq;

/* The tree of one CPU, for srcutree.c when it turns to trees under contention. */
int rcu_num_lvls = 1;
int rcu_num_nodes = 1;
int num_rcu_lvl[4] = { 1 };

void rcu_init_geometry(void)
{
}

/* ---- Readers ---- */

void __rcu_read_lock(void)
{
	struct host_thread *thread = host_thread();

	thread->task->rcu_read_lock_nesting = ++thread->rcu_nesting;
	barrier();
}

void __rcu_read_unlock(void)
{
	struct host_thread *thread = host_thread();

	barrier();
	WARN_ON_ONCE(thread->rcu_nesting <= 0);
	__atomic_store_n(&thread->rcu_nesting, thread->rcu_nesting - 1, __ATOMIC_RELEASE);
	thread->task->rcu_read_lock_nesting = thread->rcu_nesting;
	rcu_section_left();
}

bool rcu_is_watching(void)
{
	return true;
}

/* ---- Grace periods ---- */

static unsigned int grace_lock_word;	/* 0 free, 1 held, 2 held and waited for */
/* Odd while a grace period runs. A state is the value it has when the next whole grace period has ended. */
static unsigned long grace_sequence = SEQUENCE_COMPLETED + 1;

static void grace_lock(void)
{
	unsigned int value = 0;

	if (__atomic_compare_exchange_n(&grace_lock_word, &value, 1, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return;
	while (__atomic_exchange_n(&grace_lock_word, 2, __ATOMIC_ACQUIRE))
		system_wait(&grace_lock_word, 2, 0);
}

static void grace_unlock(void)
{
	if (__atomic_exchange_n(&grace_lock_word, 0, __ATOMIC_RELEASE) == 2)
		system_wake(&grace_lock_word, 1);
}

static unsigned long next_state(void)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return (__atomic_load_n(&grace_sequence, __ATOMIC_SEQ_CST) + 3) & ~1UL;
}

static bool state_done(unsigned long state)
{
	bool done = ULONG_CMP_GE(__atomic_load_n(&grace_sequence, __ATOMIC_SEQ_CST), state);

	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return done;
}

static void wait_for_readers(void)
{
	unsigned int tries = 0;

	/* A reader has no fence of its own: it is seen inside now, or sees what was written before. */
	system_barrier();
	threads_mark_readers();
	while (threads_marked_readers()) {
		if (++tries < 20)
			system_yield();
		else
			system_sleep(tries < 200 ? 20 * NSEC_PER_USEC : NSEC_PER_MSEC);
	}
	system_barrier();
}

static void wait_for_state(unsigned long state)
{
	while (!state_done(state)) {
		grace_lock();
		if (!state_done(state)) {
			__atomic_add_fetch(&grace_sequence, 1, __ATOMIC_SEQ_CST);
			wait_for_readers();
			__atomic_add_fetch(&grace_sequence, 1, __ATOMIC_SEQ_CST);
		}
		grace_unlock();
	}
}

void synchronize_rcu(void)
{
	might_sleep();
	wait_for_state(next_state());
}

void synchronize_rcu_expedited(void)
{
	synchronize_rcu();
}

unsigned long get_state_synchronize_rcu(void)
{
	return next_state();
}

/* SEQUENCE_COMPLETED is the kernel's own value for a state that is over, and lies before all others. */
bool poll_state_synchronize_rcu(unsigned long state)
{
	return state_done(state);
}

void cond_synchronize_rcu(unsigned long state)
{
	if (!poll_state_synchronize_rcu(state)) {
		might_sleep();
		wait_for_state(state);
	}
}

/* ---- Callbacks ---- */

static DEFINE_RAW_SPINLOCK(callbacks_lock);
static struct rcu_head *callbacks, **callbacks_end = &callbacks;
static unsigned long callbacks_left;	/* queued, or not yet returned */
static rcu_callback_t callback_running;
static unsigned long poll_state = SEQUENCE_COMPLETED;	/* somebody polls for it */
static struct task_struct *rcu_thread_task;

static void wake_rcu_thread(void)
{
	struct task_struct *thread = READ_ONCE(rcu_thread_task);

	if (thread)
		wake_up_process(thread);
}

void call_rcu(struct rcu_head *head, rcu_callback_t function)
{
	unsigned long flags;

	head->func = function;
	head->next = NULL;
	raw_spin_lock_irqsave(&callbacks_lock, flags);
	*callbacks_end = head;
	callbacks_end = &head->next;
	callbacks_left++;
	raw_spin_unlock_irqrestore(&callbacks_lock, flags);
	wake_rcu_thread();
}

#if HOST_HAS_CALL_RCU_HURRY
void call_rcu_hurry(struct rcu_head *head, rcu_callback_t function)
{
	call_rcu(head, function);
}
#endif

unsigned long start_poll_synchronize_rcu(void)
{
	unsigned long state = next_state(), flags;

	raw_spin_lock_irqsave(&callbacks_lock, flags);
	if (ULONG_CMP_LT(poll_state, state))
		poll_state = state;
	raw_spin_unlock_irqrestore(&callbacks_lock, flags);
	wake_rcu_thread();
	return state;
}

/* Callbacks are called in the order of call_rcu, so all before this one are over. */
void rcu_barrier(void)
{
	struct rcu_synchronize last;

	might_sleep();
	init_rcu_head_on_stack(&last.head);
	init_completion(&last.completion);
	call_rcu(&last.head, wakeme_after_rcu);
	wait_for_completion(&last.completion);
	destroy_rcu_head_on_stack(&last.head);
}

static void call_callbacks(struct rcu_head *head)
{
	while (head) {
		struct rcu_head *next = head->next;
		rcu_callback_t function = head->func;
		struct host_context before;

		preempt_count_add(SOFTIRQ_OFFSET);
		before = context_save();
		callback_running = function;
		function(head);
		context_check(before, "RCU callback", function);
		preempt_count_sub(SOFTIRQ_OFFSET);
		rcu_section_left();
		raw_spin_lock_irq(&callbacks_lock);
		callbacks_left--;
		raw_spin_unlock_irq(&callbacks_lock);
		head = next;
	}
}

int rcu_busy(void **function)
{
	bool busy;

	raw_spin_lock_irq(&callbacks_lock);
	busy = callbacks_left;
	if (busy)
		*function = callbacks ? callbacks->func : callback_running;
	raw_spin_unlock_irq(&callbacks_lock);
	return busy;
}

static int rcu_thread(void *unused)
{
	for (;;) {
		struct rcu_head *batch;
		unsigned long polled;

		set_current_state(TASK_IDLE);
		raw_spin_lock_irq(&callbacks_lock);
		batch = callbacks;
		callbacks = NULL;
		callbacks_end = &callbacks;
		polled = poll_state;
		raw_spin_unlock_irq(&callbacks_lock);
		if (!batch && state_done(polled)) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		wait_for_state(batch ? next_state() : polled);
		call_callbacks(batch);
	}
	return 0;
}

/* ---- Boot ---- */

void srcu_init(void);

void rcu_boot(void)
{
	if (system_barrier_prepare())
		panic("the system has no membarrier(2), which RCU needs");
	rcu_gp_wq = alloc_workqueue("rcu_gp", WQ_MEM_RECLAIM, 0);
	rcu_thread_task = threads_start(rcu_thread, NULL, "rcu");
	if (!rcu_gp_wq || !rcu_thread_task)
		panic("no memory for RCU");
	srcu_init();
	wake_rcu_thread();
}
