/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* What memory, books and reports need of the C library. Kernel code and C library code both include this. */
#ifndef SYSTEM_MEMORY_H
#define SYSTEM_MEMORY_H

/* Zeroed memory that is never given back; null when there is none. */
void *system_map(unsigned long size);
/* A file of `size` bytes that is only in memory, or below 0. */
int system_memory_file(unsigned long size);
/* Addresses without memory, until a part of the file is mapped there; null when there are none. */
void *system_reserve(unsigned long size);
/* Maps the part of the file at the address, which was reserved. 0, or -1. */
int system_map_file(void *address, int file, unsigned long offset, unsigned long size);
/* The addresses have no memory again. */
void system_unmap(void *address, unsigned long size);

void *system_allocate(unsigned long alignment, unsigned long size);
void system_free(void *memory);

void system_pause(void);
void system_write_error(const char *text, unsigned long size);
__attribute__((noreturn)) void system_abort(void);
/* The exported function that holds the address, or else the library: 1, its name, and how far into it; or 0. */
int system_symbol(const void *address, const char **name, unsigned long *offset);
/* The return addresses of the callers, the nearest first; how many. */
int system_backtrace(void **addresses, int limit);
/* Is the variable set in the environment, to other than 0? */
int system_wants(const char *variable);

#endif
