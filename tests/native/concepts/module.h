/* SPDX-License-Identifier: MIT */
/* What every module of the library needs. */
#ifndef CONCEPTS_MODULE_H
#define CONCEPTS_MODULE_H

#include <errno.h>
#include "../books.h"
#include "kinds.h"

/* The C library's own way to say which error it was, as the kernel does. */
#define ERROR_POINTER(error) ((void *)(intptr_t)(error))

#endif
