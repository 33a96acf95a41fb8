/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* The half of the threads that uses the C library. */
#define _GNU_SOURCE
#include "threads.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define NANOSECONDS 1000000000LL
#define STACK_SIZE (1024 * 1024)

struct start {
	void (*function)(void *argument);
	void *argument;
};

static pthread_key_t leave_key;
static pthread_once_t leave_once = PTHREAD_ONCE_INIT;
static void (*leave_function)(void);

long long system_clock(enum system_clock clock)
{
	static const clockid_t clocks[] = {
		[SYSTEM_MONOTONIC] = CLOCK_MONOTONIC,
		[SYSTEM_REALTIME] = CLOCK_REALTIME,
		[SYSTEM_RAW] = CLOCK_MONOTONIC_RAW,
		[SYSTEM_BOOTTIME] = CLOCK_BOOTTIME,
	};
	struct timespec now;

	clock_gettime(clocks[clock], &now);
	return now.tv_sec * NANOSECONDS + now.tv_nsec;
}

int system_wait(unsigned int *word, unsigned int value, long long deadline)
{
	struct timespec end = { .tv_sec = deadline / NANOSECONDS, .tv_nsec = deadline % NANOSECONDS };
	long result;

	/* WAIT_BITSET takes an absolute monotonic time. */
	result = syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, value, deadline ? &end : NULL, NULL,
			 FUTEX_BITSET_MATCH_ANY);
	return result < 0 && errno == ETIMEDOUT ? -1 : 0;
}

void system_wake(unsigned int *word, int count)
{
	syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, count, NULL, NULL, 0);
}

void system_yield(void)
{
	sched_yield();
}

void system_sleep(long long nanoseconds)
{
	struct timespec left = { .tv_sec = nanoseconds / NANOSECONDS, .tv_nsec = nanoseconds % NANOSECONDS };

	while (nanosleep(&left, &left) < 0 && errno == EINTR)
		;
}

static void *run(void *argument)
{
	struct start start = *(struct start *)argument;

	free(argument);
	start.function(start.argument);
	return NULL;
}

int system_thread_start(void (*function)(void *argument), void *argument)
{
	struct start *start = malloc(sizeof(*start));
	pthread_attr_t attributes;
	sigset_t all, old;
	pthread_t thread;
	int error;

	if (!start)
		return -ENOMEM;
	start->function = function;
	start->argument = argument;

	/* A signal sent to the process is for the threads of the program. */
	sigfillset(&all);
	sigdelset(&all, SIGSEGV);
	sigdelset(&all, SIGBUS);
	sigdelset(&all, SIGFPE);
	sigdelset(&all, SIGILL);
	sigdelset(&all, SIGABRT);
	pthread_sigmask(SIG_SETMASK, &all, &old);

	pthread_attr_init(&attributes);
	pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
	pthread_attr_setstacksize(&attributes, STACK_SIZE);
	error = pthread_create(&thread, &attributes, run, start);
	pthread_attr_destroy(&attributes);

	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (error)
		free(start);
	return -error;
}

void system_thread_exit(void)
{
	pthread_exit(NULL);
}

static void leave(void *value)
{
	(void)value;
	leave_function();
}

static void make_leave_key(void)
{
	if (pthread_key_create(&leave_key, leave))
		abort();
}

void system_thread_watch(void (*function)(void))
{
	leave_function = function;
	pthread_once(&leave_once, make_leave_key);
	pthread_setspecific(leave_key, &leave_key);
}

int system_thread_id(void)
{
	return syscall(SYS_gettid);
}

int system_process_id(void)
{
	return getpid();
}

void system_thread_name(char name[16])
{
	prctl(PR_GET_NAME, name);
}

void system_thread_rename(const char name[16])
{
	prctl(PR_SET_NAME, name);
}

int system_barrier_prepare(void)
{
	return syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) ? -1 : 0;
}

void system_barrier(void)
{
	syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
}
