/* SPDX-License-Identifier: MIT */
/* Classes with the devices that are created in them, and the cursor over those. */
#include "kernel-books.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ERR_PTR(error) ((void *)(intptr_t)(error))
#define NODES 16

struct device;
struct device *get_device(struct device *dev);
void put_device(struct device *dev);
struct device *__root_device_register(const char *name, void *owner);
void root_device_unregister(struct device *root);
const char *bindgen_dev_name(const struct device *dev);

struct class {
	struct object object;
	const char *name;
	struct device *nodes[NODES];
	unsigned numbers[NODES];
};

struct class *class_create(const char *name)
{
	struct class *cls;

	if (!strncmp(name, "fail", 4))
		return ERR_PTR(-ENOMEM);
	cls = calloc(1, sizeof(*cls));
	books_open(&cls->object, CLASS);
	cls->name = name;
	return cls;
}

struct class *__class_create(void *owner, const char *name, void *key)
{
	(void)owner;
	(void)key;
	return class_create(name);
}

void class_destroy(struct class *cls)
{
	if (!books_use(&cls->object, "class_destroy"))
		return;
	for (int i = 0; i < NODES; i++)
		if (cls->nodes[i])
			books_violation("class_destroy", "the class has devices");
	books_put(&cls->object, "class_destroy");
}

bool class_is_registered(const struct class *cls)
{
	return books_use((struct object *)cls, "class_is_registered");
}

struct device *bindgen_device_create(struct class *cls, struct device *parent, unsigned devt, void *data, const char *name)
{
	(void)data;
	if (!books_use(&cls->object, "device_create") || (parent && !bindgen_dev_name(parent)))
		return ERR_PTR(-EINVAL);
	for (int i = 0; i < NODES; i++) {
		struct device *dev;

		if (cls->nodes[i])
			continue;
		dev = __root_device_register(name, NULL);
		if ((intptr_t)dev < 0 && (intptr_t)dev >= -4095)
			return dev;
		cls->nodes[i] = dev;
		cls->numbers[i] = devt;
		return dev;
	}
	return ERR_PTR(-ENOSPC);
}

void device_destroy(struct class *cls, unsigned devt)
{
	if (!books_use(&cls->object, "device_destroy"))
		return;
	for (int i = 0; i < NODES; i++) {
		if (!cls->nodes[i] || cls->numbers[i] != devt)
			continue;
		root_device_unregister(cls->nodes[i]);
		cls->nodes[i] = NULL;
		return;
	}
	books_violation("device_destroy", "no device has that number");
}

struct device *bindgen_class_find_device_by_name(struct class *cls, const char *name)
{
	if (!books_use(&cls->object, "class_find_device_by_name"))
		return NULL;
	for (int i = 0; i < NODES; i++)
		if (cls->nodes[i] && !strcmp(bindgen_dev_name(cls->nodes[i]), name))
			return get_device(cls->nodes[i]);
	return NULL;
}

/* Smaller than the real one. Between two calls it holds the device that it gave last. */
struct class_dev_iter {
	struct class *cls;
	struct device *last;
	int next;
};

static int cursors;

void class_dev_iter_init(struct class_dev_iter *iter, struct class *cls, struct device *start, void *type)
{
	(void)start;
	(void)type;
	memset(iter, 0, sizeof(*iter));
	if (books_use(&cls->object, "class_dev_iter_init"))
		iter->cls = cls;
	cursors++;
}

struct device *class_dev_iter_next(struct class_dev_iter *iter)
{
	if (iter->last)
		put_device(iter->last);
	iter->last = NULL;
	if (!books_use(&iter->cls->object, "class_dev_iter_next"))
		return NULL;
	while (iter->next < NODES && !iter->cls->nodes[iter->next])
		iter->next++;
	return iter->next < NODES ? iter->last = get_device(iter->cls->nodes[iter->next++]) : NULL;
}

void class_dev_iter_exit(struct class_dev_iter *iter)
{
	if (iter->last)
		put_device(iter->last);
	cursors--;
	memset(iter, 0xAA, sizeof(*iter));
}

/* For tests: enumerations that were begun and have not ended. */
int kernel_cursors(void)
{
	return cursors;
}

struct class_compat {
	struct object object;
	int links;
};

struct class_compat *class_compat_register(const char *name)
{
	struct class_compat *cls;

	if (!strncmp(name, "fail", 4))
		return NULL;
	cls = calloc(1, sizeof(*cls));
	books_open(&cls->object, CLASS);
	return cls;
}

void class_compat_unregister(struct class_compat *cls)
{
	if (!books_use(&cls->object, "class_compat_unregister"))
		return;
	if (cls->links)
		books_violation("class_compat_unregister", "the class has links");
	books_put(&cls->object, "class_compat_unregister");
}

int class_compat_create_link(struct class_compat *cls, struct device *dev, struct device *device_link)
{
	if (!books_use(&cls->object, "class_compat_create_link") || !bindgen_dev_name(dev) || (device_link && !bindgen_dev_name(device_link)))
		return -EINVAL;
	if (!strncmp(bindgen_dev_name(dev), "taken", 5))
		return -EEXIST;
	cls->links++;
	return 0;
}

void class_compat_remove_link(struct class_compat *cls, struct device *dev, struct device *device_link)
{
	if (books_use(&cls->object, "class_compat_remove_link") && bindgen_dev_name(dev) && (!device_link || bindgen_dev_name(device_link)))
		cls->links--;
}
