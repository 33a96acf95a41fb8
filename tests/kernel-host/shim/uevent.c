// SPDX-License-Identifier: MIT OR GPL-2.0
/* The kernel's uevents without their network half: there is no netlink socket to send them to. */
#include <linux/kconfig.h>
#undef CONFIG_NET

#include <lib/kobject_uevent.c>
