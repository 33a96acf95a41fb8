/* SPDX-License-Identifier: MIT OR GPL-2.0 */
#ifndef SYSTEM_USER_H
#define SYSTEM_USER_H

/* Copies within the process, and stops at the first address that is not mapped. The bytes copied. */
unsigned long system_copy(void *to, const void *from, unsigned long size);

#endif
