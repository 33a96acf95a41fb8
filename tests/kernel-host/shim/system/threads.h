/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* Threads, sleeping and clocks of the system, in plain C types: for the shim and its half that uses the C library. */
#ifndef SYSTEM_THREADS_H
#define SYSTEM_THREADS_H

enum system_clock { SYSTEM_MONOTONIC, SYSTEM_REALTIME, SYSTEM_RAW, SYSTEM_BOOTTIME };

/* Nanoseconds. */
long long system_clock(enum system_clock clock);

/*
 * Sleeps while *word == value, at most until the monotonic time `deadline` (0: no end).
 * 0, perhaps early, or -1 when the time is over.
 */
int system_wait(unsigned int *word, unsigned int value, long long deadline);
void system_wake(unsigned int *word, int count);

void system_yield(void);
void system_sleep(long long nanoseconds);

/* Runs function(argument) on a new detached thread that takes no signals. 0, or a negative error. */
int system_thread_start(void (*function)(void *argument), void *argument);
void system_thread_exit(void) __attribute__((noreturn));

/* Calls leave() when the calling thread ends. The same function for all threads. */
void system_thread_watch(void (*leave)(void));

int system_thread_id(void);
int system_process_id(void);
void system_thread_name(char name[16]);
void system_thread_rename(const char name[16]);

/* system_barrier is a memory barrier on all threads of the process. The preparation: 0, or -1 without support. */
int system_barrier_prepare(void);
void system_barrier(void);

#endif
