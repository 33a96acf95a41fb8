// SPDX-License-Identifier: MIT OR GPL-2.0
/* What the kernel code prints, warns about and dies of. */
#include <linux/bug.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "books.h"
#include "report.h"
#include "system/memory.h"

#define LINE 1024
#define LOG (64 << 10)
#define JOURNAL (1UL << 20)
#define FRAMES 32

/* ---- Reports ---- */

/* Texts one after the other, each with its end; what has no room any more is only counted. */
static struct journal {
	char *texts;
	unsigned long used, stored, count;
} journals[HOST_REPORTS];
static struct books_lock journals_lock;

static void report(enum host_report kind, const char *text)
{
	struct journal *journal = &journals[kind];
	unsigned long size = strlen(text) + 1;

	books_lock(&journals_lock);
	if (!journal->texts)
		journal->texts = system_map(JOURNAL);
	if (journal->texts && journal->used + size <= JOURNAL && journal->stored == journal->count) {
		memcpy(journal->texts + journal->used, text, size);
		journal->used += size;
		journal->stored++;
	}
	journal->count++;
	books_unlock(&journals_lock);
}

unsigned long host_reports(int kind)
{
	if (kind < 0 || kind >= HOST_REPORTS)
		return 0;
	if (kind == HOST_MISUSE)
		books_inspect();
	return __atomic_load_n(&journals[kind].count, __ATOMIC_ACQUIRE);
}

long host_report_text(int kind, unsigned long index, char *text, unsigned long size)
{
	const char *found;
	long length = -1;

	if (kind < 0 || kind >= HOST_REPORTS)
		return -1;
	books_lock(&journals_lock);
	if (index < journals[kind].stored) {
		for (found = journals[kind].texts; index; index--)
			found += strlen(found) + 1;
		length = strlen(found);
		if (size)
			strscpy(text, found, size);
	}
	books_unlock(&journals_lock);
	return length;
}

void host_clear_reports(void)
{
	/* What was damaged before belongs to before. */
	books_inspect();
	books_lock(&journals_lock);
	for (int kind = 0; kind < HOST_REPORTS; kind++)
		journals[kind].used = journals[kind].stored = journals[kind].count = 0;
	books_unlock(&journals_lock);
}

/* ---- Printing ---- */

static struct {
	struct books_lock lock;
	char pending[LINE];		/* a line that has no end yet */
	unsigned long length;
	char log[LOG];			/* the last lines, as a ring */
	unsigned long written;
} printed;
static void (*listening)(const char *line);
static int verbosity = -1;

static bool verbose(void)
{
	if (__atomic_load_n(&verbosity, __ATOMIC_RELAXED) < 0)
		__atomic_store_n(&verbosity, system_wants("HOST_VERBOSE"), __ATOMIC_RELAXED);
	return __atomic_load_n(&verbosity, __ATOMIC_RELAXED) > 0;
}

void host_set_verbose(int wanted)
{
	__atomic_store_n(&verbosity, wanted > 0, __ATOMIC_RELAXED);
}

void report_listen(void (*listener)(const char *line))
{
	__atomic_store_n(&listening, listener, __ATOMIC_RELEASE);
}

static void write_line(const char *line)
{
	char text[LINE + 1];
	int length = scnprintf(text, sizeof(text), "%s\n", line);

	system_write_error(text, length);
}

static void line_take(char *line)
{
	memcpy(line, printed.pending, printed.length);
	line[printed.length] = '\0';
	printed.length = 0;
	for (const char *character = line; *character; character++)
		printed.log[printed.written++ % LOG] = *character;
	printed.log[printed.written++ % LOG] = '\n';
}

/* Moves *text on by at most one line. True when a line is complete, which is then in `line`. */
static bool line_next(const char **text, bool *continues, char *line)
{
	bool complete = false;

	books_lock(&printed.lock);
	if (!*continues && printed.length)
		complete = true;
	*continues = true;
	while (!complete && **text) {
		char character = *(*text)++;

		if (character != '\n')
			printed.pending[printed.length++] = character;
		complete = character == '\n' || printed.length == LINE - 1;
	}
	if (complete)
		line_take(line);
	books_unlock(&printed.lock);
	return complete;
}

static void line_done(const char *line)
{
	void (*listener)(const char *line) = __atomic_load_n(&listening, __ATOMIC_ACQUIRE);

	if (verbose())
		write_line(line);
	if (listener)
		listener(line);
	if (strstarts(line, "BUG:"))
		report(HOST_BUG, line);
}

static void print(const char *text)
{
	bool continues = false;
	char line[LINE];
	int level;

	while ((level = printk_get_level(text))) {
		continues |= level == 'c';
		text = printk_skip_level(text);
	}
	while (line_next(&text, &continues, line))
		line_done(line);
}

static int print_format(const char *format, va_list arguments)
{
	char text[LINE];
	int length = vscnprintf(text, sizeof(text), format, arguments);

	print(text);
	return length;
}

int _printk(const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = print_format(format, arguments);
	va_end(arguments);
	return length;
}

int _printk_deferred(const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = print_format(format, arguments);
	va_end(arguments);
	return length;
}

int vprintk(const char *format, va_list arguments)
{
	return print_format(format, arguments);
}

int vprintk_emit(int facility, int level, const struct dev_printk_info *device, const char *format, va_list arguments)
{
	return print_format(format, arguments);
}

/* Nothing is hidden because of its level. */
void console_verbose(void)
{
}

/* ---- Misuse, warnings, the end ---- */

static void print_callers(void)
{
	void *addresses[FRAMES];
	char name[96];
	int count = system_backtrace(addresses, FRAMES);

	for (int frame = 2; frame < count; frame++) {
		books_caller_name(addresses[frame], name, sizeof(name));
		_printk(" %s\n", name);
	}
}

void dump_stack_lvl(const char *level)
{
	_printk("%sCall trace:\n", level);
	print_callers();
}

void dump_stack(void)
{
	dump_stack_lvl(KERN_DEFAULT);
}

void report_misuse(const char *format, ...)
{
	va_list arguments;
	char text[512];

	va_start(arguments, format);
	vscnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	report(HOST_MISUSE, text);
	_printk("kernel host: %s\n", text);
	if (verbose())
		dump_stack();
}

void warn_slowpath_fmt(const char *file, int line, unsigned int taint, const char *format, ...)
{
	char text[512], function[96];
	int length;
	va_list arguments;

	books_caller_name(__builtin_return_address(0), function, sizeof(function));
	length = scnprintf(text, sizeof(text), "WARNING: %s:%d %s", file, line, function);
	if (format) {
		length += scnprintf(text + length, sizeof(text) - length, ": ");
		va_start(arguments, format);
		length += vscnprintf(text + length, sizeof(text) - length, printk_skip_level(format), arguments);
		va_end(arguments);
	}
	while (length && text[length - 1] == '\n')
		text[--length] = '\0';
	report(HOST_WARN, text);
	_printk("%s\n", text);
	if (verbose())
		dump_stack();
	add_taint(taint, LOCKDEP_STILL_OK);
}

/* The last lines, for a process that ends without having shown them. */
static void write_log(void)
{
	unsigned long begin = printed.written > LOG ? printed.written - LOG : 0;

	for (; begin < printed.written; begin++)
		system_write_error(&printed.log[begin % LOG], 1);
}

void panic(const char *format, ...)
{
	char text[256];
	va_list arguments;

	va_start(arguments, format);
	vscnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	_printk("Kernel panic - not syncing: %s\n", text);
	dump_stack();
	if (!verbose())
		write_log();
	system_abort();
}

void host_unimplemented(const char *name, void *caller)
{
	char text[256], function[96];

	books_caller_name(caller, function, sizeof(function));
	scnprintf(text, sizeof(text), "kernel host: %s is not implemented; called by %s", name, function);
	write_line(text);
	system_abort();
}

static unsigned long taints;

void add_taint(unsigned int flag, enum lockdep_ok lockdep)
{
	__atomic_fetch_or(&taints, 1UL << flag, __ATOMIC_RELAXED);
}

int test_taint(unsigned int flag)
{
	return __atomic_load_n(&taints, __ATOMIC_RELAXED) >> flag & 1;
}

unsigned long get_taint(void)
{
	return __atomic_load_n(&taints, __ATOMIC_RELAXED);
}
