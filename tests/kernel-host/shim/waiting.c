/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* The kernel's own wait queues and completions, which it compiles together with the rest of the scheduler. */
#include <linux/completion.h>
#include <linux/freezer.h>
#include <linux/hash.h>
#include <linux/kthread.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/swait.h>
#include <linux/wait.h>
#include <linux/wait_bit.h>

/* Hints for the choice of a CPU. */
#define WF_SYNC 0x10
#define WF_CURRENT_CPU 0x40

void swake_up_all_locked(struct swait_queue_head *queue);
int try_to_wake_up(struct task_struct *task, unsigned int state, int flags);
void __prepare_to_swait(struct swait_queue_head *queue, struct swait_queue *wait);

#include <kernel/sched/completion.c>
#include <kernel/sched/swait.c>
#include <kernel/sched/wait_bit.c>
#include <kernel/sched/wait.c>
