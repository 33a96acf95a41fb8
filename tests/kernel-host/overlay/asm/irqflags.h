/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* There are no interrupts. That they are off is kept, because a thread that has them off must not sleep. */
#ifndef _X86_IRQFLAGS_H_
#define _X86_IRQFLAGS_H_

#include <asm/processor-flags.h>

#ifndef __ASSEMBLY__

#include <host/thread.h>

static __always_inline unsigned long arch_local_save_flags(void) { return host_self.irqs_off ? 0 : X86_EFLAGS_IF; }
static __always_inline int arch_irqs_disabled_flags(unsigned long flags) { return !(flags & X86_EFLAGS_IF); }
static __always_inline int arch_irqs_disabled(void) { return host_self.irqs_off; }
static __always_inline void arch_local_irq_disable(void) { host_self.irqs_off = 1; }
static __always_inline void arch_local_irq_enable(void) { host_self.irqs_off = 0; }
static __always_inline void arch_local_irq_restore(unsigned long flags) { host_self.irqs_off = !(flags & X86_EFLAGS_IF); }

static __always_inline unsigned long arch_local_irq_save(void)
{
	unsigned long flags = arch_local_save_flags();

	arch_local_irq_disable();
	return flags;
}

static __always_inline unsigned long native_save_fl(void) { return arch_local_save_flags(); }
static __always_inline void native_irq_disable(void) { arch_local_irq_disable(); }
static __always_inline void native_irq_enable(void) { arch_local_irq_enable(); }
static __always_inline void native_safe_halt(void) { }
static __always_inline void native_halt(void) { }
static __always_inline void arch_safe_halt(void) { }
static __always_inline void halt(void) { }

#endif
#endif
