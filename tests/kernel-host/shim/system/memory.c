/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* The C library's side of memory, books and reports. */
#define _GNU_SOURCE
#include <execinfo.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory.h"

#define PRIVATE (MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)

static void *map(void *address, unsigned long size, int protection, int flags)
{
	void *memory = mmap(address, size, protection, flags, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void *system_map(unsigned long size)
{
	return map(NULL, size, PROT_READ | PROT_WRITE, PRIVATE);
}

int system_memory_file(unsigned long size)
{
	int file = memfd_create("kernel-host", MFD_CLOEXEC);

	return file < 0 || ftruncate(file, size) ? -1 : file;
}

void *system_reserve(unsigned long size)
{
	return map(NULL, size, PROT_NONE, PRIVATE);
}

int system_map_file(void *address, int file, unsigned long offset, unsigned long size)
{
	return mmap(address, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, offset) == MAP_FAILED ? -1 : 0;
}

void system_unmap(void *address, unsigned long size)
{
	if (!map(address, size, PROT_NONE, PRIVATE | MAP_FIXED))
		abort();
}

void *system_allocate(unsigned long alignment, unsigned long size)
{
	void *memory;

	return posix_memalign(&memory, alignment < sizeof(void *) ? sizeof(void *) : alignment, size) ? NULL : memory;
}

void system_free(void *memory)
{
	free(memory);
}

void system_pause(void)
{
	sched_yield();
}

void system_write_error(const char *text, unsigned long size)
{
	while (size) {
		ssize_t written = write(STDERR_FILENO, text, size);

		if (written <= 0)
			return;
		text += written;
		size -= written;
	}
}

void system_abort(void)
{
	abort();
}

int system_backtrace(void **addresses, int limit)
{
	return backtrace(addresses, limit);
}

int system_wants(const char *variable)
{
	const char *value = getenv(variable);

	return value && value[0] && (value[0] != '0' || value[1]);
}
