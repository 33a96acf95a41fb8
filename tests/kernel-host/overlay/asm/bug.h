/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* WARN and BUG call functions (see shim/report.c), where x86 has an undefined instruction and a table. */
#ifndef _ASM_X86_BUG_H
#define _ASM_X86_BUG_H

#include <linux/stringify.h>
#include <asm-generic/bug.h>

#endif
