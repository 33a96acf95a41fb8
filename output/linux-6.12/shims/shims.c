/* Written by BindGen from linux 6.12.117, x86_64-linux-gnu. Do not edit: change the rules or the templates and run 'bindgen generate'. */
/* Symbols for what has none, so that P/Invokes find them. Compile against the same headers, with the same flags. */
#include <linux/device.h>
#include <linux/device/bus.h>
#include <linux/device/class.h>
#include <linux/device/driver.h>
#include <linux/device/devres.h>
#include <linux/platform_device.h>
#include <drm/drm_drv.h>
#include <drm/drm_device.h>
#include <drm/drm_file.h>
#include <drm/drm_ioctl.h>
#include <drm/drm_managed.h>
#include <linux/io-pgtable.h>

bool bindgen_drm_core_check_all_features(const struct drm_device *dev, u32 features);
bool bindgen_drm_core_check_all_features(const struct drm_device *dev, u32 features)
{
    return drm_core_check_all_features(dev, features);
}

bool bindgen_drm_core_check_feature(const struct drm_device *dev, enum drm_driver_feature feature);
bool bindgen_drm_core_check_feature(const struct drm_device *dev, enum drm_driver_feature feature)
{
    return drm_core_check_feature(dev, feature);
}

bool bindgen_drm_firmware_drivers_only(void);
bool bindgen_drm_firmware_drivers_only(void)
{
    return drm_firmware_drivers_only();
}

void *bindgen_drmm_kzalloc(struct drm_device *dev, size_t size, gfp_t gfp);
void *bindgen_drmm_kzalloc(struct drm_device *dev, size_t size, gfp_t gfp)
{
    return drmm_kzalloc(dev, size, gfp);
}

void *bindgen_drmm_kmalloc_array(struct drm_device *dev, size_t n, size_t size, gfp_t flags);
void *bindgen_drmm_kmalloc_array(struct drm_device *dev, size_t n, size_t size, gfp_t flags)
{
    return drmm_kmalloc_array(dev, n, size, flags);
}

void *bindgen_drmm_kcalloc(struct drm_device *dev, size_t n, size_t size, gfp_t flags);
void *bindgen_drmm_kcalloc(struct drm_device *dev, size_t n, size_t size, gfp_t flags)
{
    return drmm_kcalloc(dev, n, size, flags);
}

int bindgen___devm_add_action_or_reset(struct device *dev, void (*action)(void *), void *data, const char *name);
int bindgen___devm_add_action_or_reset(struct device *dev, void (*action)(void *), void *data, const char *name)
{
    return __devm_add_action_or_reset(dev, action, data, name);
}

int bindgen_device_set_driver_override(struct device *dev, const char *s);
int bindgen_device_set_driver_override(struct device *dev, const char *s)
{
    return device_set_driver_override(dev, s);
}

bool bindgen_device_has_driver_override(struct device *dev);
bool bindgen_device_has_driver_override(struct device *dev)
{
    return device_has_driver_override(dev);
}

int bindgen_device_match_driver_override(struct device *dev, const struct device_driver *drv);
int bindgen_device_match_driver_override(struct device *dev, const struct device_driver *drv)
{
    return device_match_driver_override(dev, drv);
}

bool bindgen_device_iommu_mapped(struct device *dev);
bool bindgen_device_iommu_mapped(struct device *dev)
{
    return device_iommu_mapped(dev);
}

const char *bindgen_dev_name(const struct device *dev);
const char *bindgen_dev_name(const struct device *dev)
{
    return dev_name(dev);
}

const char *bindgen_dev_bus_name(const struct device *dev);
const char *bindgen_dev_bus_name(const struct device *dev)
{
    return dev_bus_name(dev);
}

int bindgen_dev_set_name(struct device *bindgen_dev, const char *bindgen_text);
int bindgen_dev_set_name(struct device *bindgen_dev, const char *bindgen_text)
{
    return dev_set_name(bindgen_dev, "%s", bindgen_text);
}

int bindgen_dev_to_node(struct device *dev);
int bindgen_dev_to_node(struct device *dev)
{
    return dev_to_node(dev);
}

int bindgen_device_is_registered(struct device *dev);
int bindgen_device_is_registered(struct device *dev)
{
    return device_is_registered(dev);
}

void bindgen_device_enable_async_suspend(struct device *dev);
void bindgen_device_enable_async_suspend(struct device *dev)
{
    device_enable_async_suspend(dev);
}

void bindgen_device_disable_async_suspend(struct device *dev);
void bindgen_device_disable_async_suspend(struct device *dev)
{
    device_disable_async_suspend(dev);
}

bool bindgen_device_async_suspend_enabled(struct device *dev);
bool bindgen_device_async_suspend_enabled(struct device *dev)
{
    return device_async_suspend_enabled(dev);
}

bool bindgen_device_pm_not_required(struct device *dev);
bool bindgen_device_pm_not_required(struct device *dev)
{
    return device_pm_not_required(dev);
}

void bindgen_device_set_pm_not_required(struct device *dev);
void bindgen_device_set_pm_not_required(struct device *dev)
{
    device_set_pm_not_required(dev);
}

void bindgen_dev_pm_syscore_device(struct device *dev, bool val);
void bindgen_dev_pm_syscore_device(struct device *dev, bool val)
{
    dev_pm_syscore_device(dev, val);
}

void bindgen_dev_pm_set_driver_flags(struct device *dev, u32 flags);
void bindgen_dev_pm_set_driver_flags(struct device *dev, u32 flags)
{
    dev_pm_set_driver_flags(dev, flags);
}

bool bindgen_dev_pm_test_driver_flags(struct device *dev, u32 flags);
bool bindgen_dev_pm_test_driver_flags(struct device *dev, u32 flags)
{
    return dev_pm_test_driver_flags(dev, flags);
}

bool bindgen_dev_pm_smart_suspend(struct device *dev);
bool bindgen_dev_pm_smart_suspend(struct device *dev)
{
    return dev_pm_smart_suspend(dev);
}

void bindgen_device_lock(struct device *dev);
void bindgen_device_lock(struct device *dev)
{
    device_lock(dev);
}

int bindgen_device_lock_interruptible(struct device *dev);
int bindgen_device_lock_interruptible(struct device *dev)
{
    return device_lock_interruptible(dev);
}

int bindgen_device_trylock(struct device *dev);
int bindgen_device_trylock(struct device *dev)
{
    return device_trylock(dev);
}

void bindgen_device_unlock(struct device *dev);
void bindgen_device_unlock(struct device *dev)
{
    device_unlock(dev);
}

bool bindgen_dev_has_sync_state(struct device *dev);
bool bindgen_dev_has_sync_state(struct device *dev)
{
    return dev_has_sync_state(dev);
}

bool bindgen_dev_is_removable(struct device *dev);
bool bindgen_dev_is_removable(struct device *dev)
{
    return dev_is_removable(dev);
}

bool bindgen_dev_removable_is_valid(struct device *dev);
bool bindgen_dev_removable_is_valid(struct device *dev)
{
    return dev_removable_is_valid(dev);
}

bool bindgen_device_supports_offline(struct device *dev);
bool bindgen_device_supports_offline(struct device *dev)
{
    return device_supports_offline(dev);
}

struct device_node *bindgen_dev_of_node(struct device *dev);
struct device_node *bindgen_dev_of_node(struct device *dev)
{
    return dev_of_node(dev);
}

int bindgen_dev_num_vf(struct device *dev);
int bindgen_dev_num_vf(struct device *dev)
{
    return dev_num_vf(dev);
}

struct device *bindgen_device_create(const struct class *bindgen_cls, struct device *bindgen_parent, dev_t bindgen_devt, void *bindgen_drvdata, const char *bindgen_name);
struct device *bindgen_device_create(const struct class *bindgen_cls, struct device *bindgen_parent, dev_t bindgen_devt, void *bindgen_drvdata, const char *bindgen_name)
{
    return device_create(bindgen_cls, bindgen_parent, bindgen_devt, bindgen_drvdata, "%s", bindgen_name);
}

bool bindgen_device_link_test(const struct device_link *link, u32 flags);
bool bindgen_device_link_test(const struct device_link *link, u32 flags)
{
    return device_link_test(link, flags);
}

struct device *bindgen_bus_find_device_by_name(const struct bus_type *bus, struct device *start, const char *name);
struct device *bindgen_bus_find_device_by_name(const struct bus_type *bus, struct device *start, const char *name)
{
    return bus_find_device_by_name(bus, start, name);
}

struct device *bindgen_bus_find_device_by_of_node(const struct bus_type *bus, const struct device_node *np);
struct device *bindgen_bus_find_device_by_of_node(const struct bus_type *bus, const struct device_node *np)
{
    return bus_find_device_by_of_node(bus, np);
}

struct device *bindgen_bus_find_device_by_fwnode(const struct bus_type *bus, const struct fwnode_handle *fwnode);
struct device *bindgen_bus_find_device_by_fwnode(const struct bus_type *bus, const struct fwnode_handle *fwnode)
{
    return bus_find_device_by_fwnode(bus, fwnode);
}

struct device *bindgen_bus_find_device_by_devt(const struct bus_type *bus, dev_t devt);
struct device *bindgen_bus_find_device_by_devt(const struct bus_type *bus, dev_t devt)
{
    return bus_find_device_by_devt(bus, devt);
}

struct device *bindgen_bus_find_next_device(const struct bus_type *bus, struct device *cur);
struct device *bindgen_bus_find_next_device(const struct bus_type *bus, struct device *cur)
{
    return bus_find_next_device(bus, cur);
}

struct device *bindgen_bus_find_device_by_acpi_dev(const struct bus_type *bus, const struct acpi_device *adev);
struct device *bindgen_bus_find_device_by_acpi_dev(const struct bus_type *bus, const struct acpi_device *adev)
{
    return bus_find_device_by_acpi_dev(bus, adev);
}

struct device *bindgen_class_find_device_by_name(const struct class *class, const char *name);
struct device *bindgen_class_find_device_by_name(const struct class *class, const char *name)
{
    return class_find_device_by_name(class, name);
}

struct device *bindgen_class_find_device_by_of_node(const struct class *class, const struct device_node *np);
struct device *bindgen_class_find_device_by_of_node(const struct class *class, const struct device_node *np)
{
    return class_find_device_by_of_node(class, np);
}

struct device *bindgen_class_find_device_by_fwnode(const struct class *class, const struct fwnode_handle *fwnode);
struct device *bindgen_class_find_device_by_fwnode(const struct class *class, const struct fwnode_handle *fwnode)
{
    return class_find_device_by_fwnode(class, fwnode);
}

struct device *bindgen_class_find_device_by_devt(const struct class *class, dev_t devt);
struct device *bindgen_class_find_device_by_devt(const struct class *class, dev_t devt)
{
    return class_find_device_by_devt(class, devt);
}

struct device *bindgen_class_find_device_by_acpi_dev(const struct class *class, const struct acpi_device *adev);
struct device *bindgen_class_find_device_by_acpi_dev(const struct class *class, const struct acpi_device *adev)
{
    return class_find_device_by_acpi_dev(class, adev);
}

void *bindgen_devm_kzalloc(struct device *dev, size_t size, gfp_t gfp);
void *bindgen_devm_kzalloc(struct device *dev, size_t size, gfp_t gfp)
{
    return devm_kzalloc(dev, size, gfp);
}

void *bindgen_devm_kmalloc_array(struct device *dev, size_t n, size_t size, gfp_t flags);
void *bindgen_devm_kmalloc_array(struct device *dev, size_t n, size_t size, gfp_t flags)
{
    return devm_kmalloc_array(dev, n, size, flags);
}

void *bindgen_devm_kcalloc(struct device *dev, size_t n, size_t size, gfp_t flags);
void *bindgen_devm_kcalloc(struct device *dev, size_t n, size_t size, gfp_t flags)
{
    return devm_kcalloc(dev, n, size, flags);
}

struct device *bindgen_driver_find_device_by_name(const struct device_driver *drv, const char *name);
struct device *bindgen_driver_find_device_by_name(const struct device_driver *drv, const char *name)
{
    return driver_find_device_by_name(drv, name);
}

struct device *bindgen_driver_find_device_by_of_node(const struct device_driver *drv, const struct device_node *np);
struct device *bindgen_driver_find_device_by_of_node(const struct device_driver *drv, const struct device_node *np)
{
    return driver_find_device_by_of_node(drv, np);
}

struct device *bindgen_driver_find_device_by_fwnode(struct device_driver *drv, const struct fwnode_handle *fwnode);
struct device *bindgen_driver_find_device_by_fwnode(struct device_driver *drv, const struct fwnode_handle *fwnode)
{
    return driver_find_device_by_fwnode(drv, fwnode);
}

struct device *bindgen_driver_find_device_by_devt(const struct device_driver *drv, dev_t devt);
struct device *bindgen_driver_find_device_by_devt(const struct device_driver *drv, dev_t devt)
{
    return driver_find_device_by_devt(drv, devt);
}

struct device *bindgen_driver_find_next_device(const struct device_driver *drv, struct device *start);
struct device *bindgen_driver_find_next_device(const struct device_driver *drv, struct device *start)
{
    return driver_find_next_device(drv, start);
}

struct device *bindgen_driver_find_device_by_acpi_dev(const struct device_driver *drv, const struct acpi_device *adev);
struct device *bindgen_driver_find_device_by_acpi_dev(const struct device_driver *drv, const struct acpi_device *adev)
{
    return driver_find_device_by_acpi_dev(drv, adev);
}

struct platform_device *bindgen_platform_device_register_data(struct device *parent, const char *name, int id, const void *data, size_t size);
struct platform_device *bindgen_platform_device_register_data(struct device *parent, const char *name, int id, const void *data, size_t size)
{
    return platform_device_register_data(parent, name, id, data, size);
}

#ifdef MODULE
#include <linux/module.h>

EXPORT_SYMBOL_GPL(bindgen_drm_core_check_all_features);
EXPORT_SYMBOL_GPL(bindgen_drm_core_check_feature);
EXPORT_SYMBOL_GPL(bindgen_drm_firmware_drivers_only);
EXPORT_SYMBOL_GPL(bindgen_drmm_kzalloc);
EXPORT_SYMBOL_GPL(bindgen_drmm_kmalloc_array);
EXPORT_SYMBOL_GPL(bindgen_drmm_kcalloc);
EXPORT_SYMBOL_GPL(bindgen___devm_add_action_or_reset);
EXPORT_SYMBOL_GPL(bindgen_device_set_driver_override);
EXPORT_SYMBOL_GPL(bindgen_device_has_driver_override);
EXPORT_SYMBOL_GPL(bindgen_device_match_driver_override);
EXPORT_SYMBOL_GPL(bindgen_device_iommu_mapped);
EXPORT_SYMBOL_GPL(bindgen_dev_name);
EXPORT_SYMBOL_GPL(bindgen_dev_bus_name);
EXPORT_SYMBOL_GPL(bindgen_dev_set_name);
EXPORT_SYMBOL_GPL(bindgen_dev_to_node);
EXPORT_SYMBOL_GPL(bindgen_device_is_registered);
EXPORT_SYMBOL_GPL(bindgen_device_enable_async_suspend);
EXPORT_SYMBOL_GPL(bindgen_device_disable_async_suspend);
EXPORT_SYMBOL_GPL(bindgen_device_async_suspend_enabled);
EXPORT_SYMBOL_GPL(bindgen_device_pm_not_required);
EXPORT_SYMBOL_GPL(bindgen_device_set_pm_not_required);
EXPORT_SYMBOL_GPL(bindgen_dev_pm_syscore_device);
EXPORT_SYMBOL_GPL(bindgen_dev_pm_set_driver_flags);
EXPORT_SYMBOL_GPL(bindgen_dev_pm_test_driver_flags);
EXPORT_SYMBOL_GPL(bindgen_dev_pm_smart_suspend);
EXPORT_SYMBOL_GPL(bindgen_device_lock);
EXPORT_SYMBOL_GPL(bindgen_device_lock_interruptible);
EXPORT_SYMBOL_GPL(bindgen_device_trylock);
EXPORT_SYMBOL_GPL(bindgen_device_unlock);
EXPORT_SYMBOL_GPL(bindgen_dev_has_sync_state);
EXPORT_SYMBOL_GPL(bindgen_dev_is_removable);
EXPORT_SYMBOL_GPL(bindgen_dev_removable_is_valid);
EXPORT_SYMBOL_GPL(bindgen_device_supports_offline);
EXPORT_SYMBOL_GPL(bindgen_dev_of_node);
EXPORT_SYMBOL_GPL(bindgen_dev_num_vf);
EXPORT_SYMBOL_GPL(bindgen_device_create);
EXPORT_SYMBOL_GPL(bindgen_device_link_test);
EXPORT_SYMBOL_GPL(bindgen_bus_find_device_by_name);
EXPORT_SYMBOL_GPL(bindgen_bus_find_device_by_of_node);
EXPORT_SYMBOL_GPL(bindgen_bus_find_device_by_fwnode);
EXPORT_SYMBOL_GPL(bindgen_bus_find_device_by_devt);
EXPORT_SYMBOL_GPL(bindgen_bus_find_next_device);
EXPORT_SYMBOL_GPL(bindgen_bus_find_device_by_acpi_dev);
EXPORT_SYMBOL_GPL(bindgen_class_find_device_by_name);
EXPORT_SYMBOL_GPL(bindgen_class_find_device_by_of_node);
EXPORT_SYMBOL_GPL(bindgen_class_find_device_by_fwnode);
EXPORT_SYMBOL_GPL(bindgen_class_find_device_by_devt);
EXPORT_SYMBOL_GPL(bindgen_class_find_device_by_acpi_dev);
EXPORT_SYMBOL_GPL(bindgen_devm_kzalloc);
EXPORT_SYMBOL_GPL(bindgen_devm_kmalloc_array);
EXPORT_SYMBOL_GPL(bindgen_devm_kcalloc);
EXPORT_SYMBOL_GPL(bindgen_driver_find_device_by_name);
EXPORT_SYMBOL_GPL(bindgen_driver_find_device_by_of_node);
EXPORT_SYMBOL_GPL(bindgen_driver_find_device_by_fwnode);
EXPORT_SYMBOL_GPL(bindgen_driver_find_device_by_devt);
EXPORT_SYMBOL_GPL(bindgen_driver_find_next_device);
EXPORT_SYMBOL_GPL(bindgen_driver_find_device_by_acpi_dev);
EXPORT_SYMBOL_GPL(bindgen_platform_device_register_data);

MODULE_DESCRIPTION("Symbols for inline functions of the kernel");
MODULE_LICENSE("GPL");
#endif
