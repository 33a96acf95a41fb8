/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* What the kernel code prints, and the reports that tests read. */
#ifndef REPORT_H
#define REPORT_H

#include <linux/compiler.h>

/* A HOST_MISUSE report; the text has no newline. */
__printf(1, 2) void report_misuse(const char *format, ...);

/* Every line that is printed, without its newline, goes to the listener as well; null ends it. */
void report_listen(void (*listener)(const char *line));

/* Ends the process and says which function is missing. The build's stubs call it. */
__noreturn void host_unimplemented(const char *name, void *caller);

#endif
