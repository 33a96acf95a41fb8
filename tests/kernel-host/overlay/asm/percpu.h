/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* Every thread is CPU 0, whose copy of a variable is the variable. Operations are atomic, because threads run at the same time. */
#ifndef _ASM_X86_PERCPU_H
#define _ASM_X86_PERCPU_H

#ifdef __ASSEMBLY__
#define PER_CPU_VAR(var) var
#else

#define __percpu_seg_override
#define __percpu_prefix ""
#define __force_percpu_prefix ""

#define __my_cpu_offset 0UL
#define __per_cpu_offset host_per_cpu_offset
#define per_cpu_offset(cpu) ((void)(cpu), 0UL)
extern unsigned long host_per_cpu_offset[];

#define host_percpu_add(pcp, value) ((void)__atomic_fetch_add(&(pcp), (value), __ATOMIC_SEQ_CST))
#define host_percpu_and(pcp, value) ((void)__atomic_fetch_and(&(pcp), (value), __ATOMIC_SEQ_CST))
#define host_percpu_or(pcp, value) ((void)__atomic_fetch_or(&(pcp), (value), __ATOMIC_SEQ_CST))
#define host_percpu_add_return(pcp, value) __atomic_add_fetch(&(pcp), (value), __ATOMIC_SEQ_CST)
#define host_percpu_xchg(pcp, value) __atomic_exchange_n(&(pcp), (value), __ATOMIC_SEQ_CST)
#define host_percpu_cmpxchg(pcp, old, new) __sync_val_compare_and_swap(&(pcp), (old), (new))

#define host_percpu_read(pcp) __atomic_load_n(&(pcp), __ATOMIC_RELAXED)
#define host_percpu_write(pcp, value) __atomic_store_n(&(pcp), (value), __ATOMIC_RELAXED)

#define this_cpu_read_1 host_percpu_read
#define this_cpu_read_2 host_percpu_read
#define this_cpu_read_4 host_percpu_read
#define this_cpu_read_8 host_percpu_read
#define this_cpu_write_1 host_percpu_write
#define this_cpu_write_2 host_percpu_write
#define this_cpu_write_4 host_percpu_write
#define this_cpu_write_8 host_percpu_write
#define this_cpu_add_1 host_percpu_add
#define this_cpu_add_2 host_percpu_add
#define this_cpu_add_4 host_percpu_add
#define this_cpu_add_8 host_percpu_add
#define this_cpu_and_1 host_percpu_and
#define this_cpu_and_2 host_percpu_and
#define this_cpu_and_4 host_percpu_and
#define this_cpu_and_8 host_percpu_and
#define this_cpu_or_1 host_percpu_or
#define this_cpu_or_2 host_percpu_or
#define this_cpu_or_4 host_percpu_or
#define this_cpu_or_8 host_percpu_or
#define this_cpu_add_return_1 host_percpu_add_return
#define this_cpu_add_return_2 host_percpu_add_return
#define this_cpu_add_return_4 host_percpu_add_return
#define this_cpu_add_return_8 host_percpu_add_return
#define this_cpu_xchg_1 host_percpu_xchg
#define this_cpu_xchg_2 host_percpu_xchg
#define this_cpu_xchg_4 host_percpu_xchg
#define this_cpu_xchg_8 host_percpu_xchg
#define this_cpu_cmpxchg_1 host_percpu_cmpxchg
#define this_cpu_cmpxchg_2 host_percpu_cmpxchg
#define this_cpu_cmpxchg_4 host_percpu_cmpxchg
#define this_cpu_cmpxchg_8 host_percpu_cmpxchg

#define raw_cpu_add_1 host_percpu_add
#define raw_cpu_add_2 host_percpu_add
#define raw_cpu_add_4 host_percpu_add
#define raw_cpu_add_8 host_percpu_add
#define raw_cpu_add_return_4 host_percpu_add_return
#define raw_cpu_add_return_8 host_percpu_add_return
#define raw_cpu_xchg_4 host_percpu_xchg
#define raw_cpu_xchg_8 host_percpu_xchg
#define raw_cpu_cmpxchg_4 host_percpu_cmpxchg
#define raw_cpu_cmpxchg_8 host_percpu_cmpxchg

#define this_cpu_read_stable(pcp) this_cpu_read(pcp)
#define this_cpu_read_const(pcp) this_cpu_read(pcp)
#define x86_this_cpu_test_bit(bit, pcp) (*raw_cpu_ptr(&(pcp)) >> (bit) & 1)
#define this_cpu_test_bit(bit, pcp) (*raw_cpu_ptr(&(pcp)) >> (bit) & 1)

#include <asm-generic/percpu.h>

#define DECLARE_INIT_PER_CPU(name) extern typeof(name) init_per_cpu__##name

DECLARE_PER_CPU_READ_MOSTLY(unsigned long, this_cpu_off);

/* Variables that x86 initialises before its per-CPU areas exist: here one copy is enough. */
#define DEFINE_EARLY_PER_CPU(type, name, value) DEFINE_PER_CPU(type, name) = value
#define DEFINE_EARLY_PER_CPU_READ_MOSTLY(type, name, value) DEFINE_PER_CPU_READ_MOSTLY(type, name) = value
#define DECLARE_EARLY_PER_CPU(type, name) DECLARE_PER_CPU(type, name)
#define DECLARE_EARLY_PER_CPU_READ_MOSTLY(type, name) DECLARE_PER_CPU_READ_MOSTLY(type, name)
#define EXPORT_EARLY_PER_CPU_SYMBOL(name) EXPORT_PER_CPU_SYMBOL(name)
#define early_per_cpu_ptr(name) NULL
#define early_per_cpu(name, cpu) per_cpu(name, cpu)

#endif
#endif
