/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* User memory is the process's own. It is copied by a system call, so that a bad address is -EFAULT and not a crash. */
#ifndef _ASM_X86_UACCESS_H
#define _ASM_X86_UACCESS_H

#include <linux/compiler.h>
#include <linux/string.h>

unsigned long host_copy_user(void *to, const void *from, unsigned long size);
long host_string_from_user(char *to, const char *from, long size);
unsigned long host_zero_user(void *to, unsigned long size);

#define access_ok(address, size) ((void)(size), (address) != NULL)
#define __access_ok(address, size) access_ok(address, size)
#undef untagged_addr
#define untagged_addr(address) (address)
#define untagged_addr_remote(mm, address) (address)

#define get_user(value, address)							\
({											\
	__unqual_scalar_typeof(*(address)) __host_value = 0;				\
	int __host_error = host_copy_user((void *)&__host_value, (const void __force *)(address), \
					  sizeof(__host_value)) ? -14 : 0;		\
	(value) = (__force __typeof__(value))__host_value;				\
	__host_error;									\
})

#define put_user(value, address)							\
({											\
	__unqual_scalar_typeof(*(address)) __host_value = (__typeof__(*(address)))(value); \
	host_copy_user((void __force *)(address), &__host_value, sizeof(__host_value)) ? -14 : 0; \
})

#define __get_user get_user
#define __put_user put_user

static __always_inline unsigned long raw_copy_from_user(void *to, const void __user *from, unsigned long size)
{
	return host_copy_user(to, (const void __force *)from, size);
}

static __always_inline unsigned long raw_copy_to_user(void __user *to, const void *from, unsigned long size)
{
	return host_copy_user((void __force *)to, from, size);
}


static __always_inline unsigned long copy_mc_to_user(void __user *to, const void *from, unsigned int size)
{
	return raw_copy_to_user(to, from, size);
}

#define __copy_from_user_flushcache copy_from_user_flushcache
static __always_inline unsigned long copy_from_user_flushcache(void *to, const void __user *from, unsigned int size)
{
	return raw_copy_from_user(to, from, size);
}

static __always_inline unsigned long clear_user(void __user *to, unsigned long size)
{
	return host_zero_user((void __force *)to, size);
}
#define __clear_user clear_user

static __always_inline long strncpy_from_user(char *to, const char __user *from, long size)
{
	return host_string_from_user(to, (const char __force *)from, size);
}

long strnlen_user(const char __user *text, long size);

#define INLINE_COPY_FROM_USER
#define INLINE_COPY_TO_USER

#endif
