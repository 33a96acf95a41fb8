/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* Time: jiffies, timers, high resolution timers, clocks, delays. One thread calls what is due. */
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/kthread.h>
#include <linux/ktime.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/timerqueue.h>
#include <linux/workqueue.h>
#include "boot.h"
#include "host.h"
#include "versions.h"
#include "system/threads.h"

#define WHEEL 256

unsigned long volatile jiffies = INITIAL_JIFFIES;

static long long boot_time;
static DEFINE_RAW_SPINLOCK(timers_lock);
static struct hlist_head wheel[WHEEL];	/* by the jiffy at which a timer is due, modulo the size */
static unsigned long wheel_clock = INITIAL_JIFFIES;	/* the next jiffy whose timers are to be called */
static struct timer_list *running_timer;
static struct timerqueue_head hrtimers = { .rb_root = RB_ROOT_CACHED };
static struct task_struct *timer_thread_task;
static unsigned int irq_work_raised;

/* ---- Clocks ---- */

static long long jiffy_time(unsigned long jiffy)
{
	return boot_time + (long long)(jiffy - INITIAL_JIFFIES) * TICK_NSEC;
}

void timers_update(void)
{
	unsigned long before = jiffies, now;

	if (!boot_time)
		return;
	now = INITIAL_JIFFIES + (system_clock(SYSTEM_MONOTONIC) - boot_time) / TICK_NSEC;
	while (time_after(now, before))
		if (__atomic_compare_exchange_n(&jiffies, &before, now, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
			break;
}

ktime_t ktime_get(void)
{
	return system_clock(SYSTEM_MONOTONIC);
}

ktime_t ktime_get_raw(void)
{
	return system_clock(SYSTEM_RAW);
}

ktime_t ktime_get_with_offset(enum tk_offsets offset)
{
	return system_clock(offset == TK_OFFS_BOOT ? SYSTEM_BOOTTIME : SYSTEM_REALTIME);
}

u64 ktime_get_mono_fast_ns(void)
{
	return system_clock(SYSTEM_MONOTONIC);
}

static struct timespec64 timespec(long long nanoseconds)
{
	return (struct timespec64){ .tv_sec = nanoseconds / NSEC_PER_SEC, .tv_nsec = nanoseconds % NSEC_PER_SEC };
}

void ktime_get_ts64(struct timespec64 *time)
{
	*time = timespec(system_clock(SYSTEM_MONOTONIC));
}

void ktime_get_real_ts64(struct timespec64 *time)
{
	*time = timespec(system_clock(SYSTEM_REALTIME));
}

time64_t ktime_get_seconds(void)
{
	return system_clock(SYSTEM_MONOTONIC) / NSEC_PER_SEC;
}

time64_t ktime_get_real_seconds(void)
{
	return system_clock(SYSTEM_REALTIME) / NSEC_PER_SEC;
}

unsigned long long sched_clock(void)
{
	return system_clock(SYSTEM_MONOTONIC);
}

/* The tick never stops. */
bool tick_nohz_tick_stopped(void)
{
	return false;
}

/* ---- Delays and timeouts ---- */

void __ndelay(unsigned long nanoseconds)
{
	long long end = system_clock(SYSTEM_MONOTONIC) + nanoseconds;

	while (system_clock(SYSTEM_MONOTONIC) < end)
		cpu_relax();
}

void __udelay(unsigned long microseconds)
{
	__ndelay(microseconds * NSEC_PER_USEC);
}

/* In units of 2^-32 seconds. */
void __const_udelay(unsigned long fraction)
{
	__ndelay(mul_u64_u64_shr(fraction, NSEC_PER_SEC, 32));
}

long schedule_timeout(long timeout)
{
	unsigned long end;

	if (timeout == MAX_SCHEDULE_TIMEOUT) {
		schedule();
		return timeout;
	}
	if (timeout < 0) {
		WARN(1, "schedule_timeout: wrong timeout value %lx\n", timeout);
		__set_current_state(TASK_RUNNING);
		return 0;
	}
	timers_update();
	end = jiffies + timeout;
	schedule_until(jiffy_time(end));
	timers_update();
	timeout = end - jiffies;
	return timeout < 0 ? 0 : timeout;
}

long schedule_timeout_interruptible(long timeout)
{
	__set_current_state(TASK_INTERRUPTIBLE);
	return schedule_timeout(timeout);
}

long schedule_timeout_killable(long timeout)
{
	__set_current_state(TASK_KILLABLE);
	return schedule_timeout(timeout);
}

long schedule_timeout_uninterruptible(long timeout)
{
	__set_current_state(TASK_UNINTERRUPTIBLE);
	return schedule_timeout(timeout);
}

long schedule_timeout_idle(long timeout)
{
	__set_current_state(TASK_IDLE);
	return schedule_timeout(timeout);
}

static void sleep_for(long long nanoseconds, unsigned int state)
{
	long long end = system_clock(SYSTEM_MONOTONIC) + nanoseconds;

	do {
		__set_current_state(state);
		schedule_until(end);
	} while (system_clock(SYSTEM_MONOTONIC) < end);
	timers_update();
}

void msleep(unsigned int milliseconds)
{
	sleep_for((long long)milliseconds * NSEC_PER_MSEC, TASK_UNINTERRUPTIBLE);
}

unsigned long msleep_interruptible(unsigned int milliseconds)
{
	unsigned long timeout = msecs_to_jiffies(milliseconds) + 1;

	/* Nothing sends a signal, so only the time ends it. */
	while (timeout)
		timeout = schedule_timeout_interruptible(timeout);
	return 0;
}

void usleep_range_state(unsigned long least, unsigned long most, unsigned int state)
{
	sleep_for((long long)least * NSEC_PER_USEC, state);
}

/* ---- Timers ---- */

void init_timer_key(struct timer_list *timer, void (*function)(struct timer_list *), unsigned int flags,
		    const char *name, struct lock_class_key *key)
{
	timer->entry.pprev = NULL;
	timer->function = function;
	timer->flags = flags;
}

static void insert(struct timer_list *timer)
{
	unsigned long due = time_before(timer->expires, wheel_clock) ? wheel_clock : timer->expires;

	hlist_add_head(&timer->entry, &wheel[due % WHEEL]);
}

static bool detach(struct timer_list *timer)
{
	bool pending = timer_pending(timer);

	hlist_del_init(&timer->entry);
	return pending;
}

enum modify { MODIFY_ANY, MODIFY_PENDING, MODIFY_EARLIER };

static int modify(struct timer_list *timer, unsigned long expires, enum modify how)
{
	unsigned long flags;
	bool pending;

	raw_spin_lock_irqsave(&timers_lock, flags);
	pending = timer_pending(timer);
	/* A timer that was shut down has no function, and stays off. */
	if (timer->function && !(how == MODIFY_PENDING && !pending) &&
	    !(how == MODIFY_EARLIER && pending && time_before_eq(timer->expires, expires))) {
		if (pending)
			detach(timer);
		timer->expires = expires;
		insert(timer);
	}
	raw_spin_unlock_irqrestore(&timers_lock, flags);
	return pending;
}

int mod_timer(struct timer_list *timer, unsigned long expires)
{
	return modify(timer, expires, MODIFY_ANY);
}

int mod_timer_pending(struct timer_list *timer, unsigned long expires)
{
	return modify(timer, expires, MODIFY_PENDING);
}

int timer_reduce(struct timer_list *timer, unsigned long expires)
{
	return modify(timer, expires, MODIFY_EARLIER);
}

void add_timer(struct timer_list *timer)
{
	if (WARN_ON_ONCE(timer_pending(timer)))
		return;
	mod_timer(timer, timer->expires);
}

void add_timer_on(struct timer_list *timer, int cpu)
{
	add_timer(timer);
}

#if HOST_HAS_ADD_TIMER_GLOBAL
void add_timer_local(struct timer_list *timer)
{
	add_timer(timer);
}

void add_timer_global(struct timer_list *timer)
{
	add_timer(timer);
}
#endif

/* 1 when it was pending, 0 when not, -1 when it is running and `unless_running`. */
static int stop(struct timer_list *timer, bool unless_running, bool forever)
{
	unsigned long flags;
	int pending = -1;

	raw_spin_lock_irqsave(&timers_lock, flags);
	if (!unless_running || running_timer != timer) {
		pending = timer_pending(timer);
		if (pending)
			detach(timer);
	}
	if (forever)
		timer->function = NULL;
	raw_spin_unlock_irqrestore(&timers_lock, flags);
	return pending;
}

static int stop_and_wait(struct timer_list *timer, bool forever)
{
	unsigned int tries = 0;
	int pending;

	if (current == timer_thread_task && READ_ONCE(running_timer) == timer) {
		WARN(1, "a timer waits for its own end\n");
		return stop(timer, false, forever);
	}
	while ((pending = stop(timer, true, forever)) < 0) {
		if (++tries < 100)
			system_yield();
		else
			system_sleep(50 * NSEC_PER_USEC);
	}
	return pending;
}

int timer_delete(struct timer_list *timer)
{
	return stop(timer, false, false);
}

int timer_shutdown(struct timer_list *timer)
{
	return stop(timer, false, true);
}

int try_to_del_timer_sync(struct timer_list *timer)
{
	return stop(timer, true, false);
}

int timer_delete_sync(struct timer_list *timer)
{
	return stop_and_wait(timer, false);
}

int timer_shutdown_sync(struct timer_list *timer)
{
	return stop_and_wait(timer, true);
}

static void call_timer(struct timer_list *timer)
{
	void (*function)(struct timer_list *) = timer->function;
	bool irqs_off = timer->flags & TIMER_IRQSAFE;
	struct host_context before;

	running_timer = timer;
	raw_spin_unlock_irq(&timers_lock);

	if (function) {
		preempt_count_add(SOFTIRQ_OFFSET);
		if (irqs_off)
			local_irq_disable();
		before = context_save();
		function(timer);
		context_check(before, "timer", function);
		if (irqs_off)
			local_irq_enable();
		preempt_count_sub(SOFTIRQ_OFFSET);
		rcu_section_left();
	}

	raw_spin_lock_irq(&timers_lock);
	running_timer = NULL;
}

static void call_due_timers(void)
{
	struct hlist_head due, *bucket;
	struct hlist_node *next;
	struct timer_list *timer;

	raw_spin_lock_irq(&timers_lock);
	while (time_before_eq(wheel_clock, jiffies)) {
		INIT_HLIST_HEAD(&due);
		bucket = &wheel[wheel_clock % WHEEL];
		hlist_for_each_entry_safe(timer, next, bucket, entry) {
			if (time_after(timer->expires, wheel_clock))
				continue;
			detach(timer);
			hlist_add_head(&timer->entry, &due);
		}
		/* What a callback adds is for the next jiffy at the earliest. */
		wheel_clock++;
		while (!hlist_empty(&due)) {
			timer = hlist_entry(due.first, struct timer_list, entry);
			detach(timer);
			call_timer(timer);
		}
	}
	raw_spin_unlock_irq(&timers_lock);
}

/* ---- High resolution timers: of real time, the difference is taken when one starts ---- */

ktime_t ktime_add_safe(const ktime_t left, const ktime_t right)
{
	ktime_t sum;

	return check_add_overflow(left, right, &sum) || sum < 0 ? KTIME_MAX : sum;
}

static ktime_t get_real_time(void)
{
	return ktime_get_with_offset(TK_OFFS_REAL);
}

static struct hrtimer_clock_base monotonic_base = { .clockid = CLOCK_MONOTONIC, .get_time = ktime_get };
static struct hrtimer_clock_base realtime_base = { .clockid = CLOCK_REALTIME, .get_time = get_real_time };

void hrtimer_init(struct hrtimer *timer, clockid_t clock, enum hrtimer_mode mode)
{
	memset(timer, 0, sizeof(*timer));
	timer->base = clock == CLOCK_REALTIME ? &realtime_base : &monotonic_base;
	timer->is_soft = !!(mode & HRTIMER_MODE_SOFT);
	timerqueue_init(&timer->node);
}

static void hrtimer_queue(struct hrtimer *timer)
{
	timerqueue_add(&hrtimers, &timer->node);
	WRITE_ONCE(timer->state, HRTIMER_STATE_ENQUEUED);
}

static bool hrtimer_unqueue(struct hrtimer *timer)
{
	if (!hrtimer_is_queued(timer))
		return false;
	timerqueue_del(&hrtimers, &timer->node);
	WRITE_ONCE(timer->state, HRTIMER_STATE_INACTIVE);
	return true;
}

void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t time, u64 range, const enum hrtimer_mode mode)
{
	unsigned long flags;

	if (timer->base == &realtime_base && !(mode & HRTIMER_MODE_REL))
		time -= get_real_time() - ktime_get();
	else if (mode & HRTIMER_MODE_REL)
		time += ktime_get();

	raw_spin_lock_irqsave(&timers_lock, flags);
	hrtimer_unqueue(timer);
	hrtimer_set_expires_range_ns(timer, time, range);
	hrtimer_queue(timer);
	raw_spin_unlock_irqrestore(&timers_lock, flags);
	wake_up_process(timer_thread_task);
}

int hrtimer_try_to_cancel(struct hrtimer *timer)
{
	unsigned long flags;
	int queued = -1;

	raw_spin_lock_irqsave(&timers_lock, flags);
	if (!hrtimer_callback_running(timer))
		queued = hrtimer_unqueue(timer);
	raw_spin_unlock_irqrestore(&timers_lock, flags);
	return queued;
}

int hrtimer_cancel(struct hrtimer *timer)
{
	int queued;

	while ((queued = hrtimer_try_to_cancel(timer)) < 0)
		system_yield();
	return queued;
}

bool hrtimer_active(const struct hrtimer *timer)
{
	return READ_ONCE(timer->state) != HRTIMER_STATE_INACTIVE || READ_ONCE(timer->base->running) == timer;
}

u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval)
{
	ktime_t late = now - hrtimer_get_expires(timer);
	u64 periods;

	if (late < 0 || WARN_ON(hrtimer_is_queued(timer)) || interval <= 0)
		return 0;
	periods = late / interval + 1;
	hrtimer_add_expires(timer, periods * interval);
	return periods;
}

static void call_hrtimer(struct hrtimer *timer)
{
	unsigned int offset = timer->is_soft ? SOFTIRQ_OFFSET : HARDIRQ_OFFSET;
	enum hrtimer_restart restart;
	struct host_context before;

	hrtimer_unqueue(timer);
	timer->base->running = timer;
	raw_spin_unlock_irq(&timers_lock);

	preempt_count_add(offset);
	if (!timer->is_soft)
		local_irq_disable();
	before = context_save();
	restart = timer->function(timer);
	context_check(before, "high resolution timer", timer->function);
	if (!timer->is_soft)
		local_irq_enable();
	preempt_count_sub(offset);
	rcu_section_left();

	raw_spin_lock_irq(&timers_lock);
	if (restart == HRTIMER_RESTART && !hrtimer_is_queued(timer))
		hrtimer_queue(timer);
	timer->base->running = NULL;
}

static void call_due_hrtimers(void)
{
	struct timerqueue_node *first;

	raw_spin_lock_irq(&timers_lock);
	while ((first = timerqueue_getnext(&hrtimers)) && first->expires <= ktime_get())
		call_hrtimer(container_of(first, struct hrtimer, node));
	raw_spin_unlock_irq(&timers_lock);
}

/* ---- The thread ---- */

/* irq_work asks for an interrupt. */
void arch_irq_work_raise(void)
{
	__atomic_store_n(&irq_work_raised, 1, __ATOMIC_SEQ_CST);
	if (timer_thread_task)
		wake_up_process(timer_thread_task);
}

static void call_irq_work(bool tick)
{
	if (!__atomic_exchange_n(&irq_work_raised, 0, __ATOMIC_SEQ_CST) && !tick)
		return;
	preempt_count_add(HARDIRQ_OFFSET);
	local_irq_disable();
	irq_work_run();
	if (tick)
		irq_work_tick();
	local_irq_enable();
	preempt_count_sub(HARDIRQ_OFFSET);
	rcu_section_left();
}

static long long next_event(void)
{
	struct timerqueue_node *first;
	long long tick = jiffy_time(jiffies + 1);

	raw_spin_lock_irq(&timers_lock);
	first = timerqueue_getnext(&hrtimers);
	if (first && first->expires < tick)
		tick = first->expires;
	raw_spin_unlock_irq(&timers_lock);
	return tick;
}

static int timer_thread(void *unused)
{
	unsigned long last = jiffies;

	for (;;) {
		long long next;

		timers_update();
		call_irq_work(jiffies != last);
		last = jiffies;
		call_due_hrtimers();
		call_due_timers();

		set_current_state(TASK_IDLE);
		next = next_event();
		if (!__atomic_load_n(&irq_work_raised, __ATOMIC_SEQ_CST))
			schedule_until(next);
		__set_current_state(TASK_RUNNING);
	}
	return 0;
}

int timers_busy(void **function)
{
	struct timer_list *timer = running_timer;
	struct timerqueue_node *first;
	int busy = 0, bucket;

	timers_update();
	raw_spin_lock_irq(&timers_lock);
	first = timerqueue_getnext(&hrtimers);
	if (running_timer || monotonic_base.running || realtime_base.running || irq_work_raised ||
	    (first && first->expires <= ktime_get()))
		busy = 1;
	if (running_timer)
		*function = running_timer->function;
	for (bucket = 0; bucket < WHEEL; bucket++) {
		hlist_for_each_entry(timer, &wheel[bucket], entry) {
			/* A timer of the next jiffy is as good as due: SRCU ends its grace periods with one. */
			if (time_after(timer->expires, jiffies + 1))
				continue;
			busy = 1;
			*function = timer->function;
		}
	}
	raw_spin_unlock_irq(&timers_lock);
	return busy;
}

void timers_boot(void)
{
	boot_time = system_clock(SYSTEM_MONOTONIC);
	timer_thread_task = threads_start(timer_thread, NULL, "timers");
	if (!timer_thread_task)
		panic("no memory for the timer thread");
}
