// SPDX-License-Identifier: MIT OR GPL-2.0
/* The machine and the kernel's state as its code reads them: one CPU, one memory node, running, every capability. */
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/nodemask.h>
#include <linux/pid.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/isolation.h>
#include <linux/smp.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>
#include <linux/user_namespace.h>

#include <asm/processor.h>

#include "system/user.h"
#include "versions.h"

unsigned int nr_cpu_ids = 1;
struct cpumask __cpu_possible_mask = { { 1 } };
struct cpumask __cpu_online_mask = { { 1 } };
struct cpumask __cpu_present_mask = { { 1 } };
struct cpumask __cpu_active_mask = { { 1 } };
atomic_t __num_online_cpus = ATOMIC_INIT(1);
const unsigned long cpu_bit_bitmap[BITS_PER_LONG + 1][BITS_TO_LONGS(NR_CPUS)] = { [1] = { 1 } };
nodemask_t node_states[NR_NODE_STATES] = { [0 ... NR_NODE_STATES - 1] = { { 1 } } };
struct pcpu_hot pcpu_hot, const_pcpu_hot;
unsigned long host_per_cpu_offset[NR_CPUS];
struct cpuinfo_x86 boot_cpu_data;
enum system_states system_state = SYSTEM_RUNNING;
int oops_in_progress;
int overflowuid = 65534;
bool initcall_debug;
bool static_key_initialized = true;
int pm_async_enabled = 1;

kuid_t make_kuid(struct user_namespace *namespace, uid_t id) { return KUIDT_INIT(id); }
kgid_t make_kgid(struct user_namespace *namespace, gid_t id) { return KGIDT_INIT(id); }
uid_t from_kuid(struct user_namespace *namespace, kuid_t id) { return __kuid_val(id); }
gid_t from_kgid(struct user_namespace *namespace, kgid_t id) { return __kgid_val(id); }

const struct cpumask *housekeeping_cpumask(enum hk_type type) { return cpu_possible_mask; }

bool capable(int capability) { return true; }
bool file_ns_capable(const struct file *file, struct user_namespace *namespace, int capability) { return true; }
bool has_capability_noaudit(struct task_struct *task, int capability) { return true; }

/* All of it is one module, the kernel itself, which stays. */
bool try_module_get(struct module *module) { return true; }
void module_put(struct module *module) { }
int register_module_notifier(struct notifier_block *block) { return 0; }
int unregister_module_notifier(struct notifier_block *block) { return 0; }
int __request_module(bool wait, const char *format, ...) { return -ENOENT; }

/* Random numbers differ from call to call and are the same in every run, so that a failure can be repeated. */
static u64 random_next(void)
{
	static u64 state;

	return __atomic_add_fetch(&state, 0x9E3779B97F4A7C15, __ATOMIC_RELAXED) * 0xBF58476D1CE4E5B9 >> 13;
}

void get_random_bytes(void *bytes, size_t length)
{
	for (u8 *byte = bytes; length--; byte++)
		*byte = random_next();
}

bool rng_is_initialized(void) { return true; }
u8 get_random_u8(void) { return random_next(); }
u16 get_random_u16(void) { return random_next(); }
u32 get_random_u32(void) { return random_next(); }
u64 get_random_u64(void) { return random_next() << 32 ^ random_next(); }

int execute_with_initialized_rng(struct notifier_block *block)
{
	return block->notifier_call(block, 0, NULL);
}

/* Bytes not copied, as the kernel's functions have it. */
unsigned long host_copy_user(void *to, const void *from, unsigned long size)
{
	return size - system_copy(to, from, size);
}

long copy_from_kernel_nofault(void *to, const void *from, size_t size)
{
	return host_copy_user(to, from, size) ? -EFAULT : 0;
}

unsigned long host_zero_user(void *to, unsigned long size)
{
	static const char zeros[PAGE_SIZE];
	unsigned long done = 0;

	while (done < size) {
		unsigned long wanted = min(size - done, sizeof(zeros)), copied = system_copy(to + done, zeros, wanted);

		done += copied;
		if (copied < wanted)
			break;
	}
	return size - done;
}

long host_string_from_user(char *to, const char *from, long size)
{
	for (long length = 0; length < size; length++) {
		if (host_copy_user(to + length, from + length, 1))
			return -EFAULT;
		if (!to[length])
			return length;
	}
	return size;
}
