/*
 * Kills a process at a chosen point of its work on files, for tests of what it leaves behind.
 *
 *   gcc -shared -fPIC -O1 -o libkill-points.so kill-points.c -ldl
 *   LD_PRELOAD=…/libkill-points.so KILL_BELOW=DIR KILL_AT=7 KILL_COUNT=FILE program …
 *
 * Counts the calls that change files below DIR, also those of the programs that the process starts. Before the one with
 * the number KILL_AT (from 1; 0: never) the process gets SIGKILL; a write does its first half before. A program that it
 * started goes on when the call is one of its own, as it does when somebody kills only the process; with KILL_ALL=1
 * the whole process group is killed, which the process must be the first of. FILE must not be there before. Its first
 * 8 bytes are the count, in the order of this machine, whatever becomes of the process; all that run keep a shared lock
 * on it (flock).
 *
 * KILL_POINTS="7 12 30" takes many points in one run, because a start costs more than the work: before the first change
 * the process forks for each of them, and the fork goes on alone and is killed. What it left of DIR is then copied to
 * KILL_LEFT/N, and DIR is made again from KILL_BEFORE. Only for programs that do all these changes on one thread.
 *
 * KILL_REFUSE=1: exchanging two directories fails as on a file system that cannot do it. KILL_LINKLESS=1:
 * so do hard links.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *below;
static size_t below_length;
static uint64_t at;
static uint64_t *count;
static uint64_t *victim; /* The process that the test started. */
static bool refuses_exchange, refuses_links, kills_all;
static const char *points;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void)
{
	const char *directory = getenv("KILL_BELOW"), *file = getenv("KILL_COUNT");
	const char *number = getenv("KILL_AT");
	int fd = file ? REAL(open)(file, O_RDWR | O_CREAT | O_CLOEXEC, 0666) : -1;

	if (!directory || fd < 0 || REAL(ftruncate)(fd, 2 * sizeof(*count)) != 0 || flock(fd, LOCK_SH) != 0)
		return;
	count = mmap(NULL, 2 * sizeof(*count), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (count == MAP_FAILED)
		abort();
	victim = count + 1;
	if (*victim == 0)
		*victim = (uint64_t)getpid();
	at = number ? strtoull(number, NULL, 10) : 0;
	refuses_exchange = getenv("KILL_REFUSE") != NULL;
	refuses_links = getenv("KILL_LINKLESS") != NULL;
	kills_all = getenv("KILL_ALL") != NULL;
	points = getenv("KILL_POINTS");
	below_length = strlen(directory);
	below = directory;
}

static bool is_below(int directory, const char *path)
{
	char absolute[2 * PATH_MAX] = "", link[64];
	ssize_t length = 0;

	if (!below || !path)
		return false;
	if (path[0] != '/') {
		if (directory == AT_FDCWD)
			length = getcwd(absolute, PATH_MAX) ? (ssize_t)strlen(absolute) : -1;
		else {
			snprintf(link, sizeof(link), "/proc/self/fd/%d", directory);
			length = readlink(link, absolute, PATH_MAX);
		}
		if (length < 0)
			return false;
		absolute[length++] = '/';
	}
	snprintf(absolute + length, sizeof(absolute) - (size_t)length, "%s", path);
	return strncmp(absolute, below, below_length) == 0 && (absolute[below_length] == '/' || absolute[below_length] == 0);
}

static bool is_file_below(int fd)
{
	return below && is_below(fd, "");
}

static void run(char *const arguments[])
{
	char *const none[] = { NULL };
	pid_t child;
	int status;

	if (posix_spawn(&child, arguments[0], NULL, NULL, arguments, none) != 0 || waitpid(child, &status, 0) != child || status != 0)
		abort();
}

/* Returns in the forks only. */
static void fork_for_each_point(void)
{
	char left[PATH_MAX], before[PATH_MAX], *next = (char *)points;
	char *directory = (char *)below;
	int status;

	snprintf(before, sizeof(before), "%s/.", getenv("KILL_BEFORE"));
	points = NULL;
	for (uint64_t point; (point = strtoull(next, &next, 10)) != 0;) {
		pid_t child = fork();

		if (child == 0) {
			at = point;
			*victim = (uint64_t)getpid();
			alarm(20);
			return;
		}
		if (waitpid(child, &status, 0) != child || !WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
			_exit(99);
		*count = 0;
		snprintf(left, sizeof(left), "%s/%llu", getenv("KILL_LEFT"), (unsigned long long)point);
		run((char *[]){ "/bin/cp", "-a", directory, left, NULL });
		run((char *[]){ "/bin/rm", "-rf", directory, NULL });
		run((char *[]){ "/bin/mkdir", directory, NULL });
		run((char *[]){ "/bin/cp", "-a", before, directory, NULL });
	}
	_exit(0);
}

/* True for the call that the process does not survive. */
static bool is_last(void)
{
	if (points)
		fork_for_each_point();
	if (__atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) != at)
		return false;
	if (kills_all || *victim == (uint64_t)getpid())
		return true;
	kill((pid_t)*victim, SIGKILL);
	return false;
}

static void die(void)
{
	kill(kills_all ? 0 : getpid(), SIGKILL);
	for (;;)
		pause();
}

static void changes(bool concerned)
{
	if (concerned && is_last())
		die();
}

#define OPENS(flags) (((flags) & O_ACCMODE) != O_RDONLY || ((flags) & (O_CREAT | O_TRUNC)))
#define MODE(flags) ({ va_list list; va_start(list, flags); mode_t m = (flags) & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0; va_end(list); m; })

#define OPEN(name)                                                              \
	int name(const char *path, int flags, ...)                              \
	{                                                                       \
		mode_t mode = MODE(flags);                                      \
		changes(OPENS(flags) && is_below(AT_FDCWD, path));              \
		return REAL(name)(path, flags, mode);                           \
	}
#define OPENAT(name)                                                            \
	int name(int directory, const char *path, int flags, ...)               \
	{                                                                       \
		mode_t mode = MODE(flags);                                      \
		changes(OPENS(flags) && is_below(directory, path));             \
		return REAL(name)(directory, path, flags, mode);                \
	}
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int fd, const void *data, size_t length)
{
	if (is_file_below(fd) && is_last()) {
		if (REAL(write)(fd, data, length / 2) >= 0)
			die();
		die();
	}
	return REAL(write)(fd, data, length);
}

#define PWRITE(name, offset_type)                                               \
	ssize_t name(int fd, const void *data, size_t length, offset_type where) \
	{                                                                       \
		if (is_file_below(fd) && is_last()) {                           \
			if (REAL(name)(fd, data, length / 2, where) >= 0)       \
				die();                                          \
			die();                                                  \
		}                                                               \
		return REAL(name)(fd, data, length, where);                     \
	}
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define WITH_FILE(type, name, parameters, arguments)                            \
	type name parameters                                                    \
	{                                                                       \
		changes(is_file_below(fd));                                     \
		return REAL(name) arguments;                                    \
	}
WITH_FILE(ssize_t, writev, (int fd, const struct iovec *parts, int n), (fd, parts, n))
WITH_FILE(ssize_t, pwritev, (int fd, const struct iovec *parts, int n, off_t where), (fd, parts, n, where))
WITH_FILE(ssize_t, pwritev64, (int fd, const struct iovec *parts, int n, off64_t where), (fd, parts, n, where))
WITH_FILE(int, ftruncate, (int fd, off_t length), (fd, length))
WITH_FILE(int, ftruncate64, (int fd, off64_t length), (fd, length))
WITH_FILE(int, fallocate, (int fd, int mode, off_t where, off_t length), (fd, mode, where, length))
WITH_FILE(int, fallocate64, (int fd, int mode, off64_t where, off64_t length), (fd, mode, where, length))
WITH_FILE(int, posix_fallocate, (int fd, off_t where, off_t length), (fd, where, length))
WITH_FILE(int, posix_fallocate64, (int fd, off64_t where, off64_t length), (fd, where, length))
WITH_FILE(int, fchmod, (int fd, mode_t mode), (fd, mode))
WITH_FILE(int, futimens, (int fd, const struct timespec times[2]), (fd, times))
WITH_FILE(int, fsync, (int fd), (fd))
WITH_FILE(int, fdatasync, (int fd), (fd))
WITH_FILE(ssize_t, copy_file_range, (int from, off64_t *in, int fd, off64_t *out, size_t n, unsigned int flags), (from, in, fd, out, n, flags))
WITH_FILE(ssize_t, sendfile, (int fd, int from, off_t *in, size_t n), (fd, from, in, n))
WITH_FILE(ssize_t, sendfile64, (int fd, int from, off64_t *in, size_t n), (fd, from, in, n))

#define WITH_PATH(name, parameters, directory, path, arguments)                 \
	int name parameters                                                     \
	{                                                                       \
		changes(is_below(directory, path));                             \
		return REAL(name) arguments;                                    \
	}
WITH_PATH(creat, (const char *path, mode_t mode), AT_FDCWD, path, (path, mode))
WITH_PATH(creat64, (const char *path, mode_t mode), AT_FDCWD, path, (path, mode))
WITH_PATH(mkdir, (const char *path, mode_t mode), AT_FDCWD, path, (path, mode))
WITH_PATH(mkdirat, (int fd, const char *path, mode_t mode), fd, path, (fd, path, mode))
WITH_PATH(rmdir, (const char *path), AT_FDCWD, path, (path))
WITH_PATH(unlink, (const char *path), AT_FDCWD, path, (path))
WITH_PATH(unlinkat, (int fd, const char *path, int flags), fd, path, (fd, path, flags))
WITH_PATH(remove, (const char *path), AT_FDCWD, path, (path))
WITH_PATH(rename, (const char *from, const char *to), AT_FDCWD, to, (from, to))
WITH_PATH(renameat, (int fd, const char *from, int to_fd, const char *to), to_fd, to, (fd, from, to_fd, to))
WITH_PATH(symlink, (const char *content, const char *path), AT_FDCWD, path, (content, path))
WITH_PATH(symlinkat, (const char *content, int fd, const char *path), fd, path, (content, fd, path))
WITH_PATH(chmod, (const char *path, mode_t mode), AT_FDCWD, path, (path, mode))
WITH_PATH(fchmodat, (int fd, const char *path, mode_t mode, int flags), fd, path, (fd, path, mode, flags))
WITH_PATH(utimensat, (int fd, const char *path, const struct timespec times[2], int flags), fd, path, (fd, path, times, flags))
WITH_PATH(truncate, (const char *path, off_t length), AT_FDCWD, path, (path, length))

int renameat2(int fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
	changes(is_below(to_fd, to));
	if (refuses_exchange && flags != 0) {
		errno = EINVAL;
		return -1;
	}
	return REAL(renameat2)(fd, from, to_fd, to, flags);
}

int link(const char *from, const char *to)
{
	changes(is_below(AT_FDCWD, to));
	if (refuses_links) {
		errno = EPERM;
		return -1;
	}
	return REAL(link)(from, to);
}

int linkat(int fd, const char *from, int to_fd, const char *to, int flags)
{
	changes(is_below(to_fd, to));
	if (refuses_links) {
		errno = EPERM;
		return -1;
	}
	return REAL(linkat)(fd, from, to_fd, to, flags);
}
