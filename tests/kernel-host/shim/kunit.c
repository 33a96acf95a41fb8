// SPDX-License-Identifier: MIT OR GPL-2.0
/* Runs the kernel's own KUnit suites and counts what it prints. */
#include <kunit/test.h>
#include <linux/glob.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "host.h"
#include "report.h"

extern struct kunit_suite *const __kunit_suites_start[];
extern struct kunit_suite *const __kunit_suites_end[];

static struct host_kunit counts;
static void (*listener)(const char *line);

/* A line of KTAP: indentation is the depth, of suites (1) and of cases (2) and of their parameters (3). */
static void count(const char *line)
{
	const char *text = skip_spaces(line);
	bool failed = strstarts(text, "not ok ");
	int depth = (text - line) / 4;

	if (listener)
		listener(line);
	if ((!failed && !strstarts(text, "ok ")) || depth == 0)
		return;
	if (strstr(text, "# SKIP"))
		counts.skipped++;
	else if (failed)
		counts.failed++;
	else
		counts.passed++;
}

struct host_kunit host_run_kunit(const char *suites, void (*print)(const char *line))
{
	unsigned long all = __kunit_suites_end - __kunit_suites_start, index;
	struct kunit_suite **chosen = kcalloc(all, sizeof(*chosen), GFP_KERNEL);

	counts = (struct host_kunit){};
	for (index = 0; index < all; index++)
		if (!suites || glob_match(suites, __kunit_suites_start[index]->name))
			chosen[counts.suites++] = __kunit_suites_start[index];
	listener = print;
	report_listen(count);
	__kunit_test_suites_init(chosen, counts.suites);
	report_listen(NULL);
	__kunit_test_suites_exit(chosen, counts.suites);
	kfree(chosen);
	return counts;
}
