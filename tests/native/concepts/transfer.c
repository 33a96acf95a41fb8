/* SPDX-License-Identifier: MIT */
#include "transfer.h"
#include "module.h"

struct item {
	struct object object;
	int weight;
};

struct crate {
	struct object object;
	struct item *item;
};

struct plate {
	struct object object;
	int shelf;
	bool was_registered, is_registered, has_failed;
};

struct item *item_new(int weight)
{
	struct item *item = books_new(sizeof(*item), BOOK_ITEM);

	item->weight = weight;
	return item;
}

void item_free(struct item *item)
{
	books_put(&item->object, "item_free");
}

int item_weight(const struct item *item)
{
	return books_use(&item->object, "item_weight") ? item->weight : -1;
}

struct crate *crate_create(void)
{
	return books_new(sizeof(struct crate), BOOK_CRATE);
}

struct crate *crate_get(struct crate *crate)
{
	books_get(&crate->object, "crate_get");
	return crate;
}

void crate_put(struct crate *crate)
{
	struct item *item = crate->item;

	if (books_put(&crate->object, "crate_put") && item)
		item_free(item);
}

void crate_replace(struct crate *crate, struct item *item)
{
	if (!books_use(&crate->object, "crate_replace") || !books_use(&item->object, "crate_replace"))
		return;
	if (crate->item)
		item_free(crate->item);
	crate->item = item;
}

int crate_pack(struct crate *crate, struct item *item)
{
	if (!books_use(&crate->object, "crate_pack") || !books_use(&item->object, "crate_pack"))
		return -EINVAL;
	if (crate->item)
		return -EBUSY;
	crate->item = item;
	return 0;
}

int crate_weight(const struct crate *crate)
{
	return books_use(&crate->object, "crate_weight") && crate->item ? item_weight(crate->item) : 0;
}

struct plate *plate_create(int shelf)
{
	struct plate *plate = books_new(sizeof(*plate), BOOK_PLATE);

	plate->shelf = shelf;
	return plate;
}

struct plate *plate_get(struct plate *plate)
{
	books_get(&plate->object, "plate_get");
	return plate;
}

void plate_put(struct plate *plate)
{
	if (plate->object.references == 1 && plate->is_registered)
		books_violation("plate_put", "the plate is still registered");
	books_put(&plate->object, "plate_put");
}

int plate_shelf(const struct plate *plate)
{
	if (!books_use(&plate->object, "plate_shelf"))
		return -EINVAL;
	if (plate->has_failed)
		books_violation("plate_shelf", "the plate could not be registered");
	return plate->shelf;
}

int plate_register(struct plate *plate)
{
	if (!books_use(&plate->object, "plate_register"))
		return -EINVAL;
	if (plate->was_registered)
		books_violation("plate_register", "the plate was registered before");
	plate->was_registered = true;
	plate->has_failed = plate->shelf < 0;
	plate->is_registered = !plate->has_failed;
	return plate->has_failed ? -ENOSPC : 0;
}

void plate_unregister(struct plate *plate)
{
	if (!books_use(&plate->object, "plate_unregister"))
		return;
	if (!plate->is_registered)
		books_violation("plate_unregister", "the plate is not registered");
	plate->is_registered = false;
}
