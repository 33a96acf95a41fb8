// SPDX-License-Identifier: MIT OR GPL-2.0
/* Runs the kernel's own KUnit suites in a kernel host: kunit LIBRARY [GLOB]. The last line has the figures; 0 when all of them passed. */
#include "host.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

static void print(const char *line)
{
	printf("%s\n", line);
}

static void *find(void *library, const char *name)
{
	void *symbol = dlsym(library, name);

	if (symbol)
		return symbol;
	fprintf(stderr, "%s\n", dlerror());
	exit(1);
}

int main(int count, char **arguments)
{
	void *library = count > 1 ? dlopen(arguments[1], RTLD_NOW) : NULL;
	__typeof__(host_boot) *boot;
	__typeof__(host_run_kunit) *run;
	struct host_kunit result;
	int failures;

	if (!library) {
		fprintf(stderr, "usage: kunit LIBRARY [GLOB]\n%s\n", count > 1 ? dlerror() : "");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	boot = find(library, "host_boot");
	run = find(library, "host_run_kunit");
	failures = boot();
	if (failures)
		printf("%d initcalls failed\n", failures);
	result = run(count > 2 ? arguments[2] : NULL, print);
	printf("KUnit: %d suites, %d passed, %d failed, %d skipped\n", result.suites, result.passed, result.failed, result.skipped);
	return failures || result.failed || !result.passed;
}
