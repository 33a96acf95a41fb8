/* SPDX-License-Identifier: MIT */
#ifndef KERNEL_BOOKS_H
#define KERNEL_BOOKS_H

#include "books.h"

enum object_kind { DEVICE, DRM_DEVICE, PAGE_TABLE, CLASS, KINDS };

#endif
