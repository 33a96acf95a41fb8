/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* Spinlocks and rwlocks. A waiter tries again, and gives the processor away: the holder may be preempted. */
#include <linux/spinlock.h>
#include <linux/bottom_half.h>
#include "boot.h"
#include "system/threads.h"

#define SPINS 100

static void relax(unsigned int *tries)
{
	if (++*tries < SPINS)
		cpu_relax();
	else
		system_yield();
}

void queued_spin_lock_slowpath(struct qspinlock *lock, u32 value)
{
	unsigned int tries = 0;

	while (!queued_spin_trylock(lock))
		relax(&tries);
}

/* The caller has counted itself as a reader already; it owns the lock as soon as no writer does. */
void queued_read_lock_slowpath(struct qrwlock *lock)
{
	unsigned int tries = 0;

	while (atomic_read_acquire(&lock->cnts) & _QW_LOCKED)
		relax(&tries);
}

void queued_write_lock_slowpath(struct qrwlock *lock)
{
	unsigned int tries = 0;

	while (!queued_write_trylock(lock))
		relax(&tries);
}

void _raw_spin_lock(raw_spinlock_t *lock)
{
	__raw_spin_lock(lock);
}

void _raw_spin_lock_bh(raw_spinlock_t *lock)
{
	__raw_spin_lock_bh(lock);
}

void _raw_spin_lock_irq(raw_spinlock_t *lock)
{
	__raw_spin_lock_irq(lock);
}

unsigned long _raw_spin_lock_irqsave(raw_spinlock_t *lock)
{
	return __raw_spin_lock_irqsave(lock);
}

int _raw_spin_trylock(raw_spinlock_t *lock)
{
	return __raw_spin_trylock(lock);
}

int _raw_spin_trylock_bh(raw_spinlock_t *lock)
{
	return __raw_spin_trylock_bh(lock);
}

void _raw_spin_unlock(raw_spinlock_t *lock)
{
	__raw_spin_unlock(lock);
	rcu_section_left();
}

void _raw_spin_unlock_bh(raw_spinlock_t *lock)
{
	__raw_spin_unlock_bh(lock);
}

void _raw_spin_unlock_irq(raw_spinlock_t *lock)
{
	__raw_spin_unlock_irq(lock);
	rcu_section_left();
}

void _raw_spin_unlock_irqrestore(raw_spinlock_t *lock, unsigned long flags)
{
	__raw_spin_unlock_irqrestore(lock, flags);
	rcu_section_left();
}

void _raw_read_lock(rwlock_t *lock)
{
	__raw_read_lock(lock);
}

void _raw_read_lock_bh(rwlock_t *lock)
{
	__raw_read_lock_bh(lock);
}

void _raw_read_lock_irq(rwlock_t *lock)
{
	__raw_read_lock_irq(lock);
}

unsigned long _raw_read_lock_irqsave(rwlock_t *lock)
{
	return __raw_read_lock_irqsave(lock);
}

int _raw_read_trylock(rwlock_t *lock)
{
	return __raw_read_trylock(lock);
}

void _raw_read_unlock(rwlock_t *lock)
{
	__raw_read_unlock(lock);
	rcu_section_left();
}

void _raw_read_unlock_bh(rwlock_t *lock)
{
	__raw_read_unlock_bh(lock);
}

void _raw_read_unlock_irq(rwlock_t *lock)
{
	__raw_read_unlock_irq(lock);
	rcu_section_left();
}

void _raw_read_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	__raw_read_unlock_irqrestore(lock, flags);
	rcu_section_left();
}

void _raw_write_lock(rwlock_t *lock)
{
	__raw_write_lock(lock);
}

void _raw_write_lock_bh(rwlock_t *lock)
{
	__raw_write_lock_bh(lock);
}

void _raw_write_lock_irq(rwlock_t *lock)
{
	__raw_write_lock_irq(lock);
}

unsigned long _raw_write_lock_irqsave(rwlock_t *lock)
{
	return __raw_write_lock_irqsave(lock);
}

int _raw_write_trylock(rwlock_t *lock)
{
	return __raw_write_trylock(lock);
}

void _raw_write_unlock(rwlock_t *lock)
{
	__raw_write_unlock(lock);
	rcu_section_left();
}

void _raw_write_unlock_bh(rwlock_t *lock)
{
	__raw_write_unlock_bh(lock);
}

void _raw_write_unlock_irq(rwlock_t *lock)
{
	__raw_write_unlock_irq(lock);
	rcu_section_left();
}

void _raw_write_unlock_irqrestore(rwlock_t *lock, unsigned long flags)
{
	__raw_write_unlock_irqrestore(lock, flags);
	rcu_section_left();
}

/* No softirq waits for this: they run on threads of their own. */
void __local_bh_enable_ip(unsigned long ip, unsigned int count)
{
	preempt_count_sub(count);
	rcu_section_left();
}
