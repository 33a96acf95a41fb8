/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/*
 * Work queues. Each running item has a thread of its own, so that an item may wait for another. A worker that takes an
 * item sees to it that another one is idle, as the kernel's workers do.
 */
#include <linux/completion.h>
#include <linux/interrupt.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include <kernel/workqueue_internal.h>
#include "books.h"
#include "boot.h"
#include "host.h"
#include "versions.h"
#include "system/threads.h"

#define COLORS 2

/* A queued item's `data` holds its queue, aligned as the kernel's pool_workqueue, and the color it was queued in. */
struct workqueue_struct {
	void *memory;			/* the allocation around this */
	struct list_head node;		/* all queues */
	struct list_head items;		/* queued, first comes first */
	unsigned int flags;
	int max_active, running;
	int closing;			/* drained or destroyed: only its own items may queue more */
	unsigned int color;		/* of the items queued now */
	int in_flight[COLORS];		/* queued or running items of each color */
	struct mutex flush_mutex;
	wait_queue_head_t flushed;
	char name[32];
};

struct host_worker {
	struct worker worker;		/* what the kernel's current_wq_worker() finds */
	struct list_head node;		/* of the idle or of the busy workers */
	struct workqueue_struct *queue;
	struct list_head barriers;	/* who waits for the running item */
	bool stays;			/* is of the boot */
	bool retired;			/* is to end instead of looking for work */
};

/* On the stack of a thread that waits until an item is over. */
struct barrier {
	struct list_head node;
	struct work_struct *work;
	struct completion done;
};

/* On the stack of a thread that cancels an item, which must not be queued meanwhile. */
struct cancel {
	struct list_head node;
	struct work_struct *work;
};

static DEFINE_RAW_SPINLOCK(lock);
static LIST_HEAD(queues);
static LIST_HEAD(idle_workers);
static LIST_HEAD(busy_workers);
static LIST_HEAD(barriers);		/* for items that are queued */
static LIST_HEAD(cancels);

struct workqueue_struct *system_wq, *system_percpu_wq, *system_highpri_wq, *system_long_wq, *system_unbound_wq;
struct workqueue_struct *system_dfl_wq, *system_freezable_wq, *system_power_efficient_wq;
struct workqueue_struct *system_freezable_power_efficient_wq, *system_bh_wq, *system_bh_highpri_wq;

/* ---- Items; everything here is called with the lock held ---- */

static unsigned long *bits(struct work_struct *work)
{
	return (unsigned long *)&work->data;
}

static void set_data(struct work_struct *work, unsigned long data)
{
	__atomic_store_n(bits(work), data, __ATOMIC_SEQ_CST);
}

static bool pending(struct work_struct *work)
{
	return work_pending(work);
}

static struct workqueue_struct *queue_of(struct work_struct *work)
{
	unsigned long data = *bits(work);

	return data & WORK_STRUCT_PWQ ? (void *)(data & HOST_WORK_QUEUE_MASK) : NULL;
}

static unsigned int color_of(struct work_struct *work)
{
	return *bits(work) >> WORK_STRUCT_COLOR_SHIFT & 1;
}

static bool disabled(struct work_struct *work)
{
#if HOST_HAS_WORK_DISABLE
	return !(*bits(work) & WORK_STRUCT_PWQ) && *bits(work) & WORK_OFFQ_DISABLE_MASK;
#else
	return false;
#endif
}

static bool cancelled(struct work_struct *work)
{
	struct cancel *cancel;

	list_for_each_entry(cancel, &cancels, node)
		if (cancel->work == work)
			return true;
	return false;
}

/* The worker that runs the item; memory that was freed and used for another item is told by the function. */
static struct host_worker *runner_of(struct work_struct *work)
{
	struct host_worker *worker;

	list_for_each_entry(worker, &busy_workers, node)
		if (worker->worker.current_work == work && worker->worker.current_func == work->func)
			return worker;
	return NULL;
}

static struct host_worker *current_worker(void)
{
	struct worker *worker = current_wq_worker();

	return worker ? container_of(worker, struct host_worker, worker) : NULL;
}

static void finish(struct workqueue_struct *queue, unsigned int color)
{
	if (!--queue->in_flight[color])
		wake_up_all(&queue->flushed);
}

static void wake_worker(void)
{
	struct host_worker *worker = list_first_entry_or_null(&idle_workers, struct host_worker, node);

	if (!worker)
		return;
	list_del_init(&worker->node);
	wake_up_process(worker->worker.task);
}

/* The item is PENDING already. */
static void enqueue(struct workqueue_struct *queue, struct work_struct *work)
{
	struct host_worker *self = current_worker();

	if (queue->closing && WARN_ON_ONCE(!self || self->queue != queue)) {
		set_data(work, WORK_STRUCT_NO_POOL);
		return;
	}
	list_add_tail(&work->entry, &queue->items);
	set_data(work, (unsigned long)queue | queue->color << WORK_STRUCT_COLOR_SHIFT | WORK_STRUCT_PWQ |
		       WORK_STRUCT_PENDING);
	queue->in_flight[queue->color]++;
	if (queue->running < queue->max_active)
		wake_worker();
}

/* Takes an item for queueing. */
static bool claim(struct work_struct *work)
{
	if (pending(work) || disabled(work) || cancelled(work))
		return false;
	set_data(work, WORK_STRUCT_NO_POOL | WORK_STRUCT_PENDING);
	return true;
}

static void complete_barriers(struct list_head *list)
{
	struct barrier *barrier, *next;

	list_for_each_entry_safe(barrier, next, list, node) {
		list_del(&barrier->node);
		complete(&barrier->done);
	}
}

/* Those who wait for a queued item from now on wait for its runner, or no longer. */
static void move_barriers(struct work_struct *work, struct host_worker *worker)
{
	struct barrier *barrier, *next;
	LIST_HEAD(none);

	list_for_each_entry_safe(barrier, next, &barriers, node)
		if (barrier->work == work)
			list_move_tail(&barrier->node, worker ? &worker->barriers : &none);
	complete_barriers(&none);
}

static void dequeue(struct work_struct *work)
{
	struct workqueue_struct *queue = queue_of(work);
	unsigned int color = color_of(work);

	list_del_init(&work->entry);
	set_data(work, WORK_STRUCT_NO_POOL);
	move_barriers(work, runner_of(work));
	finish(queue, color);
}

/* Takes a pending item out of its queue, or stops its timer. 1, 0 when it is not pending, -1 when it is on its way. */
static int grab(struct work_struct *work, bool delayed)
{
	if (!pending(work))
		return 0;
	if (queue_of(work)) {
		dequeue(work);
		return 1;
	}
	if (delayed && timer_delete(&to_delayed_work(work)->timer)) {
		set_data(work, WORK_STRUCT_NO_POOL);
		return 1;
	}
	return -1;
}

/* Returns with the lock held, as it is called. */
static bool grab_surely(struct work_struct *work, bool delayed, unsigned long *flags)
{
	int grabbed;

	while ((grabbed = grab(work, delayed)) < 0) {
		raw_spin_unlock_irqrestore(&lock, *flags);
		system_yield();
		raw_spin_lock_irqsave(&lock, *flags);
	}
	return grabbed;
}

/* ---- Workers ---- */

static struct work_struct *runnable(struct workqueue_struct **found)
{
	struct workqueue_struct *queue;
	struct work_struct *work;

	list_for_each_entry(queue, &queues, node) {
		if (queue->running >= queue->max_active)
			continue;
		list_for_each_entry(work, &queue->items, entry) {
			if (!runner_of(work)) {
				*found = queue;
				return work;
			}
			/* An item never runs twice at a time, and an ordered queue has no overtaking. */
			if (queue->flags & __WQ_ORDERED)
				break;
		}
	}
	return NULL;
}

static void call(struct host_worker *worker, struct work_struct *work, work_func_t function)
{
	bool softirq = worker->queue->flags & HOST_WQ_BH;
	struct host_context before;

	if (softirq)
		preempt_count_add(SOFTIRQ_OFFSET);
	before = context_save();
	function(work);
	/* The item may be freed memory now. */
	context_check(before, "work item", function);
	if (softirq)
		preempt_count_sub(SOFTIRQ_OFFSET);
}

static void run(struct host_worker *worker, struct workqueue_struct *queue, struct work_struct *work)
{
	struct workqueue_struct *queue_of_next;
	work_func_t function = work->func;
	unsigned int color = color_of(work);

	list_del_init(&work->entry);
	set_data(work, WORK_STRUCT_NO_POOL);
	queue->running++;
	worker->queue = queue;
	worker->worker.current_work = work;
	worker->worker.current_func = function;
	list_add(&worker->node, &busy_workers);
	move_barriers(work, worker);
	if (runnable(&queue_of_next))
		wake_worker();
	raw_spin_unlock_irq(&lock);

	call(worker, work, function);

	raw_spin_lock_irq(&lock);
	list_del_init(&worker->node);
	worker->worker.current_work = NULL;
	worker->worker.current_func = NULL;
	worker->worker.last_func = function;
	worker->queue = NULL;
	queue->running--;
	complete_barriers(&worker->barriers);
	finish(queue, color);
}

static int worker_main(void *argument);

/* Workers that were created after the boot, from before their memory is allocated until after it is freed. */
static int passing_workers;

static struct host_worker *worker_new(void)
{
	static int number;
	struct host_worker *worker = kzalloc(sizeof(*worker), GFP_KERNEL);
	struct task_struct *task;

	if (!worker)
		return NULL;
	INIT_LIST_HEAD(&worker->node);
	INIT_LIST_HEAD(&worker->barriers);
	INIT_LIST_HEAD(&worker->worker.scheduled);
	worker->worker.id = __atomic_fetch_add(&number, 1, __ATOMIC_RELAXED);
	task = kthread_create(worker_main, &worker->worker, "kworker/0:%d", worker->worker.id);
	if (IS_ERR(task)) {
		kfree(worker);
		return NULL;
	}
	worker->worker.task = task;
	task->flags |= PF_WQ_WORKER;
	return worker;
}

static bool create_worker(bool stays)
{
	struct host_worker *worker;

	if (!stays)
		__atomic_add_fetch(&passing_workers, 1, __ATOMIC_SEQ_CST);
	worker = worker_new();
	if (worker) {
		worker->stays = stays;
		wake_up_process(worker->worker.task);
	} else if (!stays) {
		__atomic_sub_fetch(&passing_workers, 1, __ATOMIC_SEQ_CST);
	}
	return worker;
}

/* Who was created after the boot goes when all is quiet, so that its memory is not taken for a leak. True when all of them went. */
static bool retire_workers(void)
{
	struct host_worker *worker, *found;

	do {
		found = NULL;
		raw_spin_lock_irq(&lock);
		list_for_each_entry(worker, &idle_workers, node) {
			if (!worker->stays)
				found = worker;
		}
		if (found) {
			list_del_init(&found->node);
			found->retired = true;
		}
		raw_spin_unlock_irq(&lock);
		if (found) {
			kthread_stop(found->worker.task);
			kfree(found);
			__atomic_sub_fetch(&passing_workers, 1, __ATOMIC_SEQ_CST);
		}
	} while (found);
	return !__atomic_load_n(&passing_workers, __ATOMIC_SEQ_CST);
}

static int worker_main(void *argument)
{
	struct host_worker *worker = container_of((struct worker *)argument, struct host_worker, worker);
	struct workqueue_struct *queue;
	struct work_struct *work;
	bool helped = false;

	raw_spin_lock_irq(&lock);
	while (!worker->retired) {
		work = runnable(&queue);
		if (!work) {
			if (list_empty(&worker->node))
				list_add(&worker->node, &idle_workers);
			helped = false;
			set_current_state(TASK_IDLE);
			raw_spin_unlock_irq(&lock);
			schedule();
			raw_spin_lock_irq(&lock);
			continue;
		}
		list_del_init(&worker->node);
		if (list_empty(&idle_workers) && !helped) {
			raw_spin_unlock_irq(&lock);
			/* Twice, because tests let single allocations fail. */
			helped = create_worker(false) || create_worker(false);
			WARN_ONCE(!helped, "no memory for another worker\n");
			helped = true;
			raw_spin_lock_irq(&lock);
			continue;
		}
		run(worker, queue, work);
		helped = false;
	}
	raw_spin_unlock_irq(&lock);
	return 0;
}

/* ---- Queueing ---- */

bool queue_work_on(int cpu, struct workqueue_struct *queue, struct work_struct *work)
{
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&lock, flags);
	queued = claim(work);
	if (queued)
		enqueue(queue, work);
	raw_spin_unlock_irqrestore(&lock, flags);
	return queued;
}

bool queue_work_node(int node, struct workqueue_struct *queue, struct work_struct *work)
{
	return queue_work_on(WORK_CPU_UNBOUND, queue, work);
}

static void enqueue_delayed(int cpu, struct workqueue_struct *queue, struct delayed_work *delayed, unsigned long delay)
{
	WARN_ON_ONCE(delayed->timer.function != delayed_work_timer_fn);
	WARN_ON_ONCE(timer_pending(&delayed->timer));
	delayed->wq = queue;
	delayed->cpu = cpu;
	if (!delay) {
		enqueue(queue, &delayed->work);
		return;
	}
	delayed->timer.expires = jiffies + delay;
	add_timer(&delayed->timer);
}

void delayed_work_timer_fn(struct timer_list *timer)
{
	struct delayed_work *delayed = container_of(timer, struct delayed_work, timer);
	unsigned long flags;

	raw_spin_lock_irqsave(&lock, flags);
	enqueue(delayed->wq, &delayed->work);
	raw_spin_unlock_irqrestore(&lock, flags);
}

bool queue_delayed_work_on(int cpu, struct workqueue_struct *queue, struct delayed_work *delayed, unsigned long delay)
{
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&lock, flags);
	queued = claim(&delayed->work);
	if (queued)
		enqueue_delayed(cpu, queue, delayed, delay);
	raw_spin_unlock_irqrestore(&lock, flags);
	return queued;
}

bool mod_delayed_work_on(int cpu, struct workqueue_struct *queue, struct delayed_work *delayed, unsigned long delay)
{
	unsigned long flags;
	bool was_pending;

	raw_spin_lock_irqsave(&lock, flags);
	was_pending = grab_surely(&delayed->work, true, &flags);
	if (claim(&delayed->work))
		enqueue_delayed(cpu, queue, delayed, delay);
	raw_spin_unlock_irqrestore(&lock, flags);
	return was_pending;
}

static void queue_after_grace_period(struct rcu_head *head)
{
	struct rcu_work *work = container_of(head, struct rcu_work, rcu);
	unsigned long flags;

	raw_spin_lock_irqsave(&lock, flags);
	enqueue(work->wq, &work->work);
	raw_spin_unlock_irqrestore(&lock, flags);
}

bool queue_rcu_work(struct workqueue_struct *queue, struct rcu_work *work)
{
	unsigned long flags;
	bool queued;

	raw_spin_lock_irqsave(&lock, flags);
	queued = claim(&work->work);
	raw_spin_unlock_irqrestore(&lock, flags);
	if (queued) {
		work->wq = queue;
		call_rcu(&work->rcu, queue_after_grace_period);
	}
	return queued;
}

/* There is one CPU. */
int schedule_on_each_cpu(work_func_t function)
{
	struct work_struct work;

	INIT_WORK_ONSTACK(&work, function);
	queue_work_on(0, system_wq, &work);
	flush_work(&work);
	destroy_work_on_stack(&work);
	return 0;
}

int execute_in_process_context(work_func_t function, struct execute_work *execute)
{
	if (!in_interrupt()) {
		function(&execute->work);
		return 0;
	}
	INIT_WORK(&execute->work, function);
	queue_work_on(WORK_CPU_UNBOUND, system_wq, &execute->work);
	return 1;
}

/* ---- Waiting ---- */

static bool wait_for(struct work_struct *work, bool queued_too)
{
	struct barrier barrier = { .work = work };
	struct host_worker *runner;
	unsigned long flags;
	char name[64];

	init_completion(&barrier.done);
	raw_spin_lock_irqsave(&lock, flags);
	runner = runner_of(work);
	if (queued_too && queue_of(work)) {
		list_add_tail(&barrier.node, &barriers);
	} else if (runner && runner->worker.task != current) {
		list_add_tail(&barrier.node, &runner->barriers);
	} else {
		raw_spin_unlock_irqrestore(&lock, flags);
		if (runner) {
			books_caller_name(runner->worker.current_func, name, sizeof(name));
			WARN(1, "work item %s waits for its own end\n", name);
		}
		return false;
	}
	raw_spin_unlock_irqrestore(&lock, flags);
	wait_for_completion(&barrier.done);
	return true;
}

bool flush_work(struct work_struct *work)
{
	if (WARN_ON(!work->func))
		return false;
	might_sleep();
	return wait_for(work, true);
}

bool flush_delayed_work(struct delayed_work *delayed)
{
	unsigned long flags;

	if (timer_delete_sync(&delayed->timer)) {
		raw_spin_lock_irqsave(&lock, flags);
		enqueue(delayed->wq, &delayed->work);
		raw_spin_unlock_irqrestore(&lock, flags);
	}
	return flush_work(&delayed->work);
}

bool flush_rcu_work(struct rcu_work *work)
{
	if (!pending(&work->work))
		return flush_work(&work->work);
	rcu_barrier();
	flush_work(&work->work);
	return true;
}

static bool cancel(struct work_struct *work, bool delayed)
{
	unsigned long flags;
	bool was_pending;

	raw_spin_lock_irqsave(&lock, flags);
	was_pending = grab_surely(work, delayed, &flags);
	raw_spin_unlock_irqrestore(&lock, flags);
	return was_pending;
}

static bool cancel_sync(struct work_struct *work, bool delayed)
{
	struct cancel cancel = { .work = work };
	unsigned long flags;
	bool was_pending, self;

	might_sleep();
	raw_spin_lock_irqsave(&lock, flags);
	list_add(&cancel.node, &cancels);
	was_pending = grab_surely(work, delayed, &flags);
	self = runner_of(work) && runner_of(work)->worker.task == current;
	raw_spin_unlock_irqrestore(&lock, flags);

	/* The kernel waits for ever, too, when an item cancels itself like this: wait_for reports it. */
	while (wait_for(work, false) && !self)
		;

	raw_spin_lock_irqsave(&lock, flags);
	list_del(&cancel.node);
	raw_spin_unlock_irqrestore(&lock, flags);
	return was_pending;
}

bool cancel_work(struct work_struct *work)
{
	return cancel(work, false);
}

bool cancel_work_sync(struct work_struct *work)
{
	return cancel_sync(work, false);
}

bool cancel_delayed_work(struct delayed_work *delayed)
{
	return cancel(&delayed->work, true);
}

bool cancel_delayed_work_sync(struct delayed_work *delayed)
{
	return cancel_sync(&delayed->work, true);
}

#if HOST_HAS_WORK_DISABLE
static bool disable(struct work_struct *work, bool delayed)
{
	unsigned long flags;
	bool was_pending;

	raw_spin_lock_irqsave(&lock, flags);
	/* Grabbing forgets the depth, but an item that is disabled is not pending. */
	was_pending = grab_surely(work, delayed, &flags);
	set_data(work, *bits(work) + (1UL << WORK_OFFQ_DISABLE_SHIFT));
	raw_spin_unlock_irqrestore(&lock, flags);
	return was_pending;
}

bool disable_work(struct work_struct *work)
{
	return disable(work, false);
}

bool disable_work_sync(struct work_struct *work)
{
	bool was_pending = disable(work, false);

	might_sleep();
	wait_for(work, false);
	return was_pending;
}

bool disable_delayed_work(struct delayed_work *delayed)
{
	return disable(&delayed->work, true);
}

bool disable_delayed_work_sync(struct delayed_work *delayed)
{
	bool was_pending = disable(&delayed->work, true);

	might_sleep();
	wait_for(&delayed->work, false);
	return was_pending;
}

bool enable_work(struct work_struct *work)
{
	unsigned long flags;
	bool enabled = true;

	raw_spin_lock_irqsave(&lock, flags);
	if (disabled(work)) {
		set_data(work, *bits(work) - (1UL << WORK_OFFQ_DISABLE_SHIFT));
		enabled = !disabled(work);
	} else {
		WARN_ONCE(1, "workqueue: work disable count underflowed\n");
	}
	raw_spin_unlock_irqrestore(&lock, flags);
	return enabled;
}

bool enable_delayed_work(struct delayed_work *delayed)
{
	return enable_work(&delayed->work);
}
#endif

void __flush_workqueue(struct workqueue_struct *queue)
{
	struct host_worker *self = current_worker();
	unsigned long flags;
	unsigned int color;

	might_sleep();
	if (WARN(self && self->queue == queue, "a work item of %s flushes its own work queue\n", queue->name))
		return;
	mutex_lock(&queue->flush_mutex);
	raw_spin_lock_irqsave(&lock, flags);
	color = queue->color;
	queue->color = !color;
	raw_spin_unlock_irqrestore(&lock, flags);
	wait_event(queue->flushed, !READ_ONCE(queue->in_flight[color]));
	mutex_unlock(&queue->flush_mutex);
}

static bool empty(struct workqueue_struct *queue)
{
	bool empty;

	raw_spin_lock_irq(&lock);
	empty = !queue->in_flight[0] && !queue->in_flight[1];
	raw_spin_unlock_irq(&lock);
	return empty;
}

static void close(struct workqueue_struct *queue, int count)
{
	raw_spin_lock_irq(&lock);
	queue->closing += count;
	raw_spin_unlock_irq(&lock);
}

void drain_workqueue(struct workqueue_struct *queue)
{
	close(queue, 1);
	do {
		__flush_workqueue(queue);
	} while (!empty(queue));
	close(queue, -1);
}

/* ---- Queues ---- */

struct workqueue_struct *alloc_workqueue(const char *format, unsigned int flags, int max_active, ...)
{
	const unsigned long alignment = ~HOST_WORK_QUEUE_MASK + 1;
	struct workqueue_struct *queue;
	va_list arguments;
	void *memory = kzalloc(sizeof(*queue) + alignment, GFP_KERNEL);

	if (!memory)
		return NULL;
	queue = PTR_ALIGN(memory, alignment);
	queue->memory = memory;
	queue->flags = flags;
	queue->max_active = max_active ? min_t(int, max_active, WQ_MAX_ACTIVE) : WQ_DFL_ACTIVE;
	INIT_LIST_HEAD(&queue->items);
	mutex_init(&queue->flush_mutex);
	init_waitqueue_head(&queue->flushed);
	va_start(arguments, max_active);
	vsnprintf(queue->name, sizeof(queue->name), format, arguments);
	va_end(arguments);

	raw_spin_lock_irq(&lock);
	list_add_tail(&queue->node, &queues);
	raw_spin_unlock_irq(&lock);
	return queue;
}

void destroy_workqueue(struct workqueue_struct *queue)
{
	close(queue, 1);
	drain_workqueue(queue);
	raw_spin_lock_irq(&lock);
	list_del(&queue->node);
	raw_spin_unlock_irq(&lock);
	kfree(queue->memory);
}

void workqueue_set_max_active(struct workqueue_struct *queue, int max_active)
{
	raw_spin_lock_irq(&lock);
	queue->max_active = max_active;
	wake_worker();
	raw_spin_unlock_irq(&lock);
}

/* A share for each NUMA node, of which there is one. */
void workqueue_set_min_active(struct workqueue_struct *queue, int min_active)
{
}

struct work_struct *current_work(void)
{
	struct worker *worker = current_wq_worker();

	return worker ? worker->current_work : NULL;
}

unsigned int work_busy(struct work_struct *work)
{
	unsigned long flags;
	unsigned int busy;

	raw_spin_lock_irqsave(&lock, flags);
	busy = (pending(work) ? WORK_BUSY_PENDING : 0) | (runner_of(work) ? WORK_BUSY_RUNNING : 0);
	raw_spin_unlock_irqrestore(&lock, flags);
	return busy;
}

int workqueue_busy(void **function)
{
	struct host_worker *worker;
	struct workqueue_struct *queue;
	int busy = 0;

	raw_spin_lock_irq(&lock);
	list_for_each_entry(queue, &queues, node) {
		if (!list_empty(&queue->items)) {
			*function = list_first_entry(&queue->items, struct work_struct, entry)->func;
			busy = 1;
		}
	}
	list_for_each_entry(worker, &busy_workers, node) {
		/* An item may itself wait for all the others. */
		if (worker->worker.task == current)
			continue;
		*function = worker->worker.current_func;
		busy = 1;
	}
	raw_spin_unlock_irq(&lock);
	return busy;
}
#define SETTLE_TIME (10LL * NSEC_PER_SEC)

void host_settle(void)
{
	long long end = system_clock(SYSTEM_MONOTONIC) + SETTLE_TIME;
	void *function = NULL;
	char name[64];
	int quiet = 0;

	while (quiet < 2) {
		if (!(workqueue_busy(&function) | timers_busy(&function) | rcu_busy(&function)) && retire_workers()) {
			quiet++;
			continue;
		}
		quiet = 0;
		if (system_clock(SYSTEM_MONOTONIC) > end) {
			books_caller_name(function, name, sizeof(name));
			pr_err("BUG: kernel host: did not settle: %s is still to come or running\n", name);
			return;
		}
		system_sleep(200 * NSEC_PER_USEC);
	}
}

#define BOOT_WORKERS 2

void workqueue_boot(void)
{
	struct workqueue_struct **const all[] = {
		&system_wq, &system_highpri_wq, &system_long_wq, &system_unbound_wq, &system_freezable_wq,
		&system_power_efficient_wq, &system_freezable_power_efficient_wq,
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(all); i++)
		*all[i] = alloc_workqueue("events", 0, 0);
	system_percpu_wq = system_wq;
	system_dfl_wq = system_unbound_wq;
	system_bh_wq = alloc_workqueue("events_bh", HOST_WQ_BH, 0);
	system_bh_highpri_wq = alloc_workqueue("events_bh_highpri", HOST_WQ_BH, 0);
	for (i = 0; i < BOOT_WORKERS; i++)
		if (!create_worker(true))
			panic("no memory for a worker");
}
