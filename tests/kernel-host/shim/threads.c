/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/*
 * Tasks: every thread of the process that calls kernel code has one.
 * Sleeping, waking, kernel threads, and the checks of who may sleep.
 */
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/kthread.h>
#include <linux/nsproxy.h>
#include <linux/pid.h>
#include <linux/printk.h>
#include <linux/rcuwait.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/wake_q.h>
#include <linux/string.h>
#include <linux/swait.h>
#include <linux/user_namespace.h>
#include <linux/wait.h>
#include "books.h"
#include "boot.h"
#include "host.h"
#include "versions.h"
#include "system/memory.h"
#include "system/threads.h"

/* Memory of tasks is only ever used for tasks again, because a waker may look at one late. */
struct host_task {
	struct task_struct task;
	struct host_thread *thread;	/* null when no thread runs as the task */
	struct host_task *next;		/* all tasks */
	struct host_task *next_free;
	unsigned int sleeping;
	bool reader;			/* a grace period waits for it */
	unsigned long sections;		/* of the thread, when it was marked as a reader */
	int (*function)(void *argument);
	void *argument;
};

__thread struct host_thread host_self __attribute__((tls_model("initial-exec")));

static unsigned int registry_lock_word;
static struct host_task *all_tasks, *free_tasks;

/* Takes no part in preempt_count: it is held where a thread has no task yet. */
static void registry_lock(void)
{
	while (__atomic_exchange_n(&registry_lock_word, 1, __ATOMIC_ACQUIRE))
		system_yield();
}

static void registry_unlock(void)
{
	__atomic_store_n(&registry_lock_word, 0, __ATOMIC_RELEASE);
}

/* ---- Tasks ---- */

/* One user, which may do everything (see capable). */
static struct cred credentials = { .usage = ATOMIC_INIT(1), .user_ns = &init_user_ns };

/* The process, and the kernel. */
static struct pid process_pid = { .count = REFCOUNT_INIT(1) }, kernel_pid = { .count = REFCOUNT_INIT(1) };
static struct signal_struct process_signal, kernel_signal;

struct task_struct init_task = {
	.__state = TASK_RUNNING,
	.usage = REFCOUNT_INIT(2),
	.flags = PF_KTHREAD,
	.comm = "swapper",
	.cpus_ptr = &init_task.cpus_mask,
	.nr_cpus_allowed = 1,
	.real_parent = &init_task,
	.parent = &init_task,
	.group_leader = &init_task,
	.real_cred = &credentials,
	.cred = &credentials,
	.signal = &kernel_signal,
	.thread_pid = &kernel_pid,
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.children = LIST_HEAD_INIT(init_task.children),
	.sibling = LIST_HEAD_INIT(init_task.sibling),
	.pi_lock = __RAW_SPIN_LOCK_UNLOCKED(init_task.pi_lock),
	.alloc_lock = __SPIN_LOCK_UNLOCKED(init_task.alloc_lock),
};

static struct host_task *to_host(struct task_struct *task)
{
	return container_of(task, struct host_task, task);
}

static struct host_task *take_free_task(void)
{
	struct host_task *host;

	registry_lock();
	host = free_tasks;
	if (host)
		free_tasks = host->next_free;
	registry_unlock();
	return host;
}

static struct host_task *new_task(unsigned int flags, const char *name)
{
	static int last_pid = 1000000;	/* above the numbers of the system's threads, most of which have no task */
	struct host_task *host = take_free_task();
	struct task_struct *task;
	bool fresh = !host;

	if (fresh)
		host = system_map(sizeof(*host));
	if (!host)
		return NULL;

	task = &host->task;
	memset(task, 0, sizeof(*task));
	host->sleeping = 0;
	task->flags = flags;
	refcount_set(&task->usage, 1);
	refcount_set(&task->rcu_users, 1);
	task->pid = __atomic_add_fetch(&last_pid, 1, __ATOMIC_RELAXED);
	task->tgid = flags & PF_KTHREAD ? task->pid : system_process_id();
	task->thread_pid = flags & PF_KTHREAD ? &kernel_pid : &process_pid;
	task->signal = flags & PF_KTHREAD ? &kernel_signal : &process_signal;
	task->prio = task->static_prio = task->normal_prio = 120;
	task->nr_cpus_allowed = 1;
	task->cpus_ptr = &task->cpus_mask;
	cpumask_set_cpu(0, &task->cpus_mask);
	task->real_parent = task->parent = &init_task;
	task->group_leader = task;
	task->real_cred = task->cred = &credentials;
	raw_spin_lock_init(&task->pi_lock);
	spin_lock_init(&task->alloc_lock);
	INIT_LIST_HEAD(&task->tasks);
	INIT_LIST_HEAD(&task->children);
	INIT_LIST_HEAD(&task->sibling);
	strscpy(task->comm, name, sizeof(task->comm));

	if (fresh) {
		registry_lock();
		host->next = all_tasks;
		all_tasks = host;
		registry_unlock();
	}
	return host;
}

void __put_task_struct(struct task_struct *task)
{
	struct host_task *host = to_host(task);

	if (task->flags & PF_KTHREAD)
		free_kthread_struct(task);
	registry_lock();
	host->next_free = free_tasks;
	free_tasks = host;
	registry_unlock();
}

void put_pid(struct pid *pid)
{
	if (pid && refcount_dec_and_test(&pid->count))
		WARN(1, "the pid of the process was put too often\n");
}

pid_t __task_pid_nr_ns(struct task_struct *task, enum pid_type type, struct pid_namespace *namespace)
{
	return type == PIDTYPE_PID ? task->pid : task->tgid;
}

char *__get_task_comm(char *name, size_t size, struct task_struct *task)
{
	task_lock(task);
	strscpy_pad(name, task->comm, size);
	task_unlock(task);
	return name;
}

void __set_task_comm(struct task_struct *task, const char *name, bool exec)
{
	task_lock(task);
	strscpy_pad(task->comm, name, sizeof(task->comm));
	task_unlock(task);
	if (task == current && task->flags & PF_KTHREAD)
		system_thread_rename(task->comm);
}

/* ---- Threads ---- */

static void thread_leave(void);

static void thread_become(struct host_task *host)
{
	host_self.task = &host->task;
	registry_lock();
	host->reader = false;
	host->thread = &host_self;
	registry_unlock();
	system_thread_watch(thread_leave);
}

struct host_thread *host_thread_enter(void)
{
	char name[16];
	struct host_task *host;

	if (host_self.task)
		return &host_self;
	system_thread_name(name);
	host = new_task(0, name);
	if (!host)
		__builtin_trap();
	thread_become(host);
	return &host_self;
}

static void thread_leave(void)
{
	struct task_struct *task = host_self.task;

	if (!task)
		return;
	if (host_self.preempt_count || host_self.irqs_off || host_self.rcu_nesting) {
		pr_err("BUG: kernel host: %s ended in an atomic section: preempt_count %x, interrupts %s, RCU %d\n",
		       task->comm, host_self.preempt_count, host_self.irqs_off ? "off" : "on", host_self.rcu_nesting);
		context_check((struct host_context){}, NULL, NULL);
	}
	WRITE_ONCE(task->__state, TASK_DEAD);
	registry_lock();
	to_host(task)->thread = NULL;
	registry_unlock();
	/* Another thread may take the task over after this. */
	put_task_struct(task);
	host_self.task = NULL;
}

static bool inside(const struct host_thread *thread)
{
	return __atomic_load_n(&thread->rcu_nesting, __ATOMIC_ACQUIRE) ||
	       __atomic_load_n(&thread->preempt_count, __ATOMIC_ACQUIRE) ||
	       __atomic_load_n(&thread->irqs_off, __ATOMIC_ACQUIRE);
}

void threads_mark_readers(void)
{
	struct host_task *host;

	registry_lock();
	for (host = all_tasks; host; host = host->next) {
		host->reader = host->thread && host->thread != &host_self && inside(host->thread);
		if (host->reader)
			host->sections = __atomic_load_n(&host->thread->sections, __ATOMIC_ACQUIRE);
	}
	registry_unlock();
}

int threads_marked_readers(void)
{
	struct host_task *host;
	int readers = 0;

	registry_lock();
	for (host = all_tasks; host; host = host->next) {
		if (!host->reader)
			continue;
		if (!host->thread || !inside(host->thread) ||
		    host->sections != __atomic_load_n(&host->thread->sections, __ATOMIC_ACQUIRE))
			host->reader = false;
		readers += host->reader;
	}
	registry_unlock();
	return readers;
}

static void kernel_thread_main(void *argument)
{
	struct host_task *host = argument;

	thread_become(host);
	system_thread_rename(host->task.comm);
	host->function(host->argument);
	do_exit(0);
}

static struct host_task *start(int (*function)(void *argument), void *argument, const char *name)
{
	struct host_task *host = new_task(PF_KTHREAD, name);
	int error;

	if (!host)
		return ERR_PTR(-ENOMEM);
	host->function = function;
	host->argument = argument;
	if (!set_kthread_struct(&host->task)) {
		put_task_struct(&host->task);
		return ERR_PTR(-ENOMEM);
	}
	error = system_thread_start(kernel_thread_main, host);
	if (error) {
		put_task_struct(&host->task);
		return ERR_PTR(error);
	}
	return host;
}

#if HOST_KERNEL_THREAD_HAS_NAME
pid_t kernel_thread(int (*function)(void *), void *argument, const char *name, unsigned long flags)
#else
pid_t kernel_thread(int (*function)(void *), void *argument, unsigned long flags)
#endif
{
#if !HOST_KERNEL_THREAD_HAS_NAME
	const char *name = current->comm;
#endif
	struct host_task *host = start(function, argument, name);

	/* The number is only tested for an error: the thread may have ended already. */
	return IS_ERR(host) ? PTR_ERR(host) : 1;
}

void do_exit(long code)
{
	struct completion *done = current->vfork_done;

	if (!(current->flags & PF_KTHREAD))
		panic("a thread that is none of the kernel's calls do_exit");
	current->exit_code = code;
	current->flags |= PF_EXITING;
	current->vfork_done = NULL;
	if (done)
		complete(done);
	thread_leave();
	system_thread_exit();
}

/* Real kernel threads take no signals, and no other thread of the host can be sent one. */
void ignore_signals(struct task_struct *task)
{
}

/* With one CPU and the system's scheduler, affinity and priority change nothing. */
int set_cpus_allowed_ptr(struct task_struct *task, const struct cpumask *mask)
{
	return 0;
}

void do_set_cpus_allowed(struct task_struct *task, const struct cpumask *mask)
{
}

int sched_setscheduler_nocheck(struct task_struct *task, int policy, const struct sched_param *parameters)
{
	return 0;
}

void sched_set_fifo(struct task_struct *task)
{
}

void sched_set_fifo_low(struct task_struct *task)
{
}

void sched_set_normal(struct task_struct *task, int nice)
{
}

/* ---- Sleeping and waking ---- */

static bool atomic_context(void)
{
	return host_self.preempt_count || host_self.irqs_off || host_self.rcu_nesting;
}

static void report_atomic_schedule(void)
{
	pr_err("BUG: scheduling while atomic: %s/%d/0x%08x, interrupts %s, RCU nesting %d\n", current->comm,
	       current->pid, host_self.preempt_count, host_self.irqs_off ? "off" : "on", host_self.rcu_nesting);
}

void schedule_until(long long deadline)
{
	struct host_task *host = to_host(current);
	unsigned int *state = &host->task.__state, value;

	if (atomic_context())
		report_atomic_schedule();
	if (__atomic_load_n(state, __ATOMIC_SEQ_CST) == TASK_RUNNING) {
		system_yield();
		return;
	}

	/* The waker changes the state and then reads this; here it is the other way round. */
	__atomic_store_n(&host->sleeping, 1, __ATOMIC_SEQ_CST);
	while ((value = __atomic_load_n(state, __ATOMIC_SEQ_CST)) != TASK_RUNNING) {
		if (!system_wait(state, value, deadline))
			continue;
		__atomic_store_n(state, TASK_RUNNING, __ATOMIC_SEQ_CST);
	}
	__atomic_store_n(&host->sleeping, 0, __ATOMIC_SEQ_CST);
}

void schedule(void)
{
	schedule_until(0);
}

void schedule_preempt_disabled(void)
{
	preempt_enable_no_resched();
	schedule();
	preempt_disable();
}

void yield(void)
{
	system_yield();
}

/* There are no block devices, whose requests would have to be sent off before the sleep. */
int io_schedule_prepare(void)
{
	int before = current->in_iowait;

	current->in_iowait = 1;
	return before;
}

void io_schedule_finish(int before)
{
	current->in_iowait = before;
}

void io_schedule(void)
{
	int before = io_schedule_prepare();

	schedule();
	io_schedule_finish(before);
}

long io_schedule_timeout(long timeout)
{
	int before = io_schedule_prepare();
	long left = schedule_timeout(timeout);

	io_schedule_finish(before);
	return left;
}

int try_to_wake_up(struct task_struct *task, unsigned int states, int flags)
{
	struct host_task *host = to_host(task);
	unsigned int state;

	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	do {
		state = __atomic_load_n(&task->__state, __ATOMIC_SEQ_CST);
		if (!(state & states))
			return 0;
	} while (!__atomic_compare_exchange_n(&task->__state, &state, TASK_RUNNING, false, __ATOMIC_SEQ_CST,
					      __ATOMIC_SEQ_CST));
	if (__atomic_load_n(&host->sleeping, __ATOMIC_SEQ_CST))
		system_wake(&task->__state, 1);
	return 1;
}

int wake_up_state(struct task_struct *task, unsigned int states)
{
	return try_to_wake_up(task, states, 0);
}

int wake_up_process(struct task_struct *task)
{
	return try_to_wake_up(task, TASK_NORMAL, 0);
}

int default_wake_function(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	return try_to_wake_up(entry->private, mode, flags);
}

int rcuwait_wake_up(struct rcuwait *wait)
{
	struct task_struct *task;
	int woken = 0;

	rcu_read_lock();
	smp_mb();
	task = rcu_dereference(wait->task);
	if (task)
		woken = wake_up_process(task);
	rcu_read_unlock();
	return woken;
}

static bool wake_q_claim(struct wake_q_head *head, struct task_struct *task)
{
	struct wake_q_node *node = &task->wake_q;

	/* The task is in somebody's queue already; whoever wakes it must see what was written before. */
	smp_mb();
	if (cmpxchg_relaxed(&node->next, NULL, WAKE_Q_TAIL))
		return false;
	*head->lastp = node;
	head->lastp = &node->next;
	return true;
}

void wake_q_add(struct wake_q_head *head, struct task_struct *task)
{
	if (wake_q_claim(head, task))
		get_task_struct(task);
}

/* The caller gives its reference away. */
void wake_q_add_safe(struct wake_q_head *head, struct task_struct *task)
{
	if (!wake_q_claim(head, task))
		put_task_struct(task);
}

void wake_up_q(struct wake_q_head *head)
{
	struct wake_q_node *node = head->first;

	while (node != WAKE_Q_TAIL) {
		struct task_struct *task = container_of(node, struct task_struct, wake_q);

		node = node->next;
		/* From here on the task may be queued anew. */
		WRITE_ONCE(task->wake_q.next, NULL);
		wake_up_process(task);
		put_task_struct(task);
	}
}

unsigned long wait_task_inactive(struct task_struct *task, unsigned int state)
{
	while (!state || READ_ONCE(task->__state) == state) {
		if (__atomic_load_n(&to_host(task)->sleeping, __ATOMIC_SEQ_CST) ||
		    READ_ONCE(task->__state) == TASK_DEAD)
			return 1;
		system_yield();
	}
	return 0;
}

/* ---- Who may sleep ---- */

#define CALL_SITES 1024

/* True once for every place. */
static bool first_report(const char *file, int line)
{
	static unsigned long seen[CALL_SITES];
	unsigned long site = (unsigned long)file * 31 + line, i, empty;

	for (i = 0; i < CALL_SITES; i++) {
		unsigned long *slot = &seen[(site + i) % CALL_SITES];

		empty = 0;
		if (__atomic_compare_exchange_n(slot, &empty, site, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
			return true;
		if (empty == site)
			return false;
	}
	return false;
}

void __might_resched(const char *file, int line, unsigned int offsets)
{
	int preempt_offset = offsets & MIGHT_RESCHED_PREEMPT_MASK;
	int rcu_offset = offsets >> MIGHT_RESCHED_RCU_SHIFT;

	if (host_self.preempt_count == preempt_offset && host_self.rcu_nesting == rcu_offset && !host_self.irqs_off)
		return;
	if (!first_report(file, line))
		return;
	pr_err("BUG: sleeping function called from invalid context at %s:%d, preempt_count %x, interrupts %s, RCU %d\n",
	       file, line, host_self.preempt_count, host_self.irqs_off ? "off" : "on", host_self.rcu_nesting);
}

void __might_sleep(const char *file, int line)
{
	unsigned int state = READ_ONCE(current->__state);

	WARN_ONCE(state != TASK_RUNNING && current->task_state_change,
		  "do not call blocking ops when !TASK_RUNNING; state=%x set at [<%p>] %pS\n", state,
		  (void *)current->task_state_change, (void *)current->task_state_change);
	__might_resched(file, line, 0);
}

void __might_fault(const char *file, int line)
{
	if (!current->pagefault_disabled)
		__might_sleep(file, line);
}

void __cant_sleep(const char *file, int line, int preempt_offset)
{
	if (host_self.irqs_off || host_self.preempt_count > preempt_offset)
		return;
	if (first_report(file, line))
		pr_err("BUG: assuming atomic context at %s:%d\n", file, line);
}

struct host_context context_save(void)
{
	return (struct host_context){ host_self.preempt_count, host_self.irqs_off, host_self.rcu_nesting };
}

void context_check(struct host_context before, const char *what, void *function)
{
	char name[64];
	bool changed = host_self.preempt_count != before.preempt_count || host_self.irqs_off != before.irqs_off ||
		       host_self.rcu_nesting != before.rcu_nesting;

	if (!changed)
		return;
	if (what) {
		books_caller_name(function, name, sizeof(name));
		pr_err("BUG: %s %s leaked an atomic section: preempt_count %x, interrupts %s, RCU %d\n", what, name,
		       host_self.preempt_count, host_self.irqs_off ? "off" : "on", host_self.rcu_nesting);
	}
	host_self.preempt_count = before.preempt_count;
	host_self.irqs_off = before.irqs_off;
	host_self.rcu_nesting = before.rcu_nesting;
	current->rcu_read_lock_nesting = before.rcu_nesting;
}

void host_atomic_enter(void)
{
	preempt_disable();
}

void host_atomic_exit(void)
{
	preempt_enable();
	rcu_section_left();
}

#ifdef CONFIG_LIVEPATCH
#if HOST_HAS_LIVEPATCH_SCHED
DEFINE_STATIC_KEY_FALSE(klp_sched_try_switch_key);
#endif
#endif

/* ---- Boot ---- */

struct task_struct *threads_start(int (*function)(void *argument), void *argument, const char *name)
{
	struct host_task *host = start(function, argument, name);

	return IS_ERR(host) ? NULL : &host->task;
}

void threads_boot(void)
{
	int type;

	for (type = 0; type < PIDTYPE_MAX; type++) {
		process_signal.pids[type] = &process_pid;
		kernel_signal.pids[type] = &kernel_pid;
	}
	spin_lock_init(&process_pid.lock);
	spin_lock_init(&kernel_pid.lock);
	cpumask_set_cpu(0, &init_task.cpus_mask);
	kthreadd_task = threads_start(kthreadd, NULL, "kthreadd");
	if (!kthreadd_task)
		panic("no memory for kthreadd");
}
