/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* Nothing here preempts a thread on request; the count tells which sections are atomic. */
#ifndef __ASM_PREEMPT_H
#define __ASM_PREEMPT_H

#include <host/thread.h>
#include <asm/percpu.h>
#include <asm/current.h>

#define PREEMPT_ENABLED 0

static __always_inline int preempt_count(void) { return host_self.preempt_count; }
static __always_inline void preempt_count_set(int count) { host_thread()->preempt_count = count; }

#define init_task_preempt_count(task) do { } while (0)
#define init_idle_preempt_count(task, cpu) do { } while (0)

static __always_inline void set_preempt_need_resched(void) { }
static __always_inline void clear_preempt_need_resched(void) { }
static __always_inline bool test_preempt_need_resched(void) { return false; }

static __always_inline void __preempt_count_add(int value)
{
	host_thread()->preempt_count += value;
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
}

static __always_inline void __preempt_count_sub(int value)
{
	__atomic_signal_fence(__ATOMIC_SEQ_CST);
	host_thread()->preempt_count -= value;
}

static __always_inline bool __preempt_count_dec_and_test(void)
{
	__preempt_count_sub(1);
	return false;
}

static __always_inline bool should_resched(int offset) { return false; }

#define __preempt_schedule() do { } while (0)
#define __preempt_schedule_notrace() do { } while (0)

#endif
