/* Written by BindGen from linux 6.1.192, x86_64-linux-gnu. Do not edit: change the rules or the templates and run 'bindgen generate'. */
/* The structs that the wrappers read, write or allocate, as this compiler lays them out: the wrappers ask before their first call. */
#include <linux/device.h>
#include <linux/device/bus.h>
#include <linux/device/class.h>
#include <linux/device/driver.h>
#include <linux/platform_device.h>
#include <drm/drm_drv.h>
#include <drm/drm_device.h>
#include <drm/drm_file.h>
#include <drm/drm_ioctl.h>
#include <drm/drm_managed.h>
#include <linux/io-pgtable.h>

/* A record, or a member of the record before it: its name, its size, and the offset of a member or the alignment of a record. */
struct bindgen_layout {
    const char *record;
    const char *member;
    unsigned long size;
    unsigned long place;
};

struct bindgen_layouts {
    unsigned long version;
    const char *source;
    unsigned long count;
    const struct bindgen_layout *rows;
};

#define BINDGEN_RECORD(type) { #type, 0, sizeof(type), __alignof__(type) }
#define BINDGEN_MEMBER(type, member) { #type, #member, sizeof(((type *)0)->member), __builtin_offsetof(type, member) }

static const struct bindgen_layout bindgen_rows[] = {
    BINDGEN_RECORD(struct class_dev_iter),
    BINDGEN_RECORD(struct drm_device),
    BINDGEN_MEMBER(struct drm_device, dev),
    BINDGEN_MEMBER(struct drm_device, driver),
    BINDGEN_RECORD(struct drm_driver),
    BINDGEN_MEMBER(struct drm_driver, load),
    BINDGEN_MEMBER(struct drm_driver, open),
    BINDGEN_MEMBER(struct drm_driver, postclose),
    BINDGEN_MEMBER(struct drm_driver, lastclose),
    BINDGEN_MEMBER(struct drm_driver, unload),
    BINDGEN_MEMBER(struct drm_driver, release),
    BINDGEN_MEMBER(struct drm_driver, master_set),
    BINDGEN_MEMBER(struct drm_driver, master_drop),
    BINDGEN_MEMBER(struct drm_driver, prime_handle_to_fd),
    BINDGEN_MEMBER(struct drm_driver, prime_fd_to_handle),
    BINDGEN_MEMBER(struct drm_driver, dumb_map_offset),
    BINDGEN_MEMBER(struct drm_driver, dumb_destroy),
    BINDGEN_MEMBER(struct drm_driver, major),
    BINDGEN_MEMBER(struct drm_driver, minor),
    BINDGEN_MEMBER(struct drm_driver, patchlevel),
    BINDGEN_MEMBER(struct drm_driver, name),
    BINDGEN_MEMBER(struct drm_driver, desc),
    BINDGEN_MEMBER(struct drm_driver, date),
    BINDGEN_MEMBER(struct drm_driver, driver_features),
    BINDGEN_MEMBER(struct drm_driver, ioctls),
    BINDGEN_MEMBER(struct drm_driver, num_ioctls),
    BINDGEN_MEMBER(struct drm_driver, fops),
    BINDGEN_RECORD(struct drm_ioctl_desc),
    BINDGEN_MEMBER(struct drm_ioctl_desc, cmd),
    BINDGEN_MEMBER(struct drm_ioctl_desc, flags),
    BINDGEN_MEMBER(struct drm_ioctl_desc, func),
    BINDGEN_MEMBER(struct drm_ioctl_desc, name),
    BINDGEN_RECORD(struct file_operations),
    BINDGEN_MEMBER(struct file_operations, read),
    BINDGEN_MEMBER(struct file_operations, poll),
    BINDGEN_MEMBER(struct file_operations, unlocked_ioctl),
    BINDGEN_MEMBER(struct file_operations, compat_ioctl),
    BINDGEN_MEMBER(struct file_operations, open),
    BINDGEN_MEMBER(struct file_operations, release),
    BINDGEN_RECORD(struct io_pgtable_cfg),
    BINDGEN_MEMBER(struct io_pgtable_cfg, quirks),
    BINDGEN_MEMBER(struct io_pgtable_cfg, pgsize_bitmap),
    BINDGEN_MEMBER(struct io_pgtable_cfg, ias),
    BINDGEN_MEMBER(struct io_pgtable_cfg, oas),
    BINDGEN_MEMBER(struct io_pgtable_cfg, coherent_walk),
    BINDGEN_MEMBER(struct io_pgtable_cfg, tlb),
    BINDGEN_MEMBER(struct io_pgtable_cfg, iommu_dev),
    BINDGEN_RECORD(struct io_pgtable_ops),
    BINDGEN_MEMBER(struct io_pgtable_ops, map_pages),
    BINDGEN_MEMBER(struct io_pgtable_ops, unmap_pages),
    BINDGEN_MEMBER(struct io_pgtable_ops, iova_to_phys),
    BINDGEN_RECORD(struct iommu_flush_ops),
    BINDGEN_MEMBER(struct iommu_flush_ops, tlb_flush_all),
    BINDGEN_MEMBER(struct iommu_flush_ops, tlb_flush_walk),
    BINDGEN_MEMBER(struct iommu_flush_ops, tlb_add_page),
    BINDGEN_RECORD(struct platform_device),
    BINDGEN_MEMBER(struct platform_device, dev),
    BINDGEN_MEMBER(struct platform_device, dev.driver),
    BINDGEN_RECORD(struct platform_driver),
    BINDGEN_MEMBER(struct platform_driver, probe),
    BINDGEN_MEMBER(struct platform_driver, remove_new),
    BINDGEN_MEMBER(struct platform_driver, shutdown),
    BINDGEN_MEMBER(struct platform_driver, driver.name),
    BINDGEN_MEMBER(struct platform_driver, driver.suppress_bind_attrs),
    BINDGEN_MEMBER(struct platform_driver, driver.probe_type),
    BINDGEN_MEMBER(struct platform_driver, prevent_deferred_probe),
    BINDGEN_MEMBER(struct platform_driver, driver_managed_dma),
    BINDGEN_RECORD(struct subsys_dev_iter),
};

static const struct bindgen_layouts bindgen_table = {
    1, "linux 6.1.192, x86_64-linux-gnu", sizeof(bindgen_rows) / sizeof(bindgen_rows[0]), bindgen_rows
};

const struct bindgen_layouts *bindgen_layouts_Linux(void);
const struct bindgen_layouts *bindgen_layouts_Linux(void)
{
    return &bindgen_table;
}

#ifdef MODULE
#include <linux/module.h>

EXPORT_SYMBOL_GPL(bindgen_layouts_Linux);
#endif
