/* Written by BindGen from linux 6.1.192, aarch64-linux-gnu. Do not edit: change the rules or the templates and run 'bindgen generate'. */
/* Symbols for what has none, so that P/Invokes find them. Compile against the same headers, with the same flags. */
#include <linux/device.h>
#include <linux/device/bus.h>
#include <linux/device/class.h>
#include <linux/device/driver.h>
#include <drm/drm_drv.h>
#include <drm/drm_device.h>
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

int bindgen_dev_num_vf(struct device *dev);
int bindgen_dev_num_vf(struct device *dev)
{
    return dev_num_vf(dev);
}

#ifdef MODULE
#include <linux/module.h>

EXPORT_SYMBOL_GPL(bindgen_drm_core_check_all_features);
EXPORT_SYMBOL_GPL(bindgen_drm_core_check_feature);
EXPORT_SYMBOL_GPL(bindgen_device_iommu_mapped);
EXPORT_SYMBOL_GPL(bindgen_dev_name);
EXPORT_SYMBOL_GPL(bindgen_dev_bus_name);
EXPORT_SYMBOL_GPL(bindgen_dev_to_node);
EXPORT_SYMBOL_GPL(bindgen_device_is_registered);
EXPORT_SYMBOL_GPL(bindgen_device_async_suspend_enabled);
EXPORT_SYMBOL_GPL(bindgen_device_pm_not_required);
EXPORT_SYMBOL_GPL(bindgen_dev_pm_set_driver_flags);
EXPORT_SYMBOL_GPL(bindgen_dev_pm_test_driver_flags);
EXPORT_SYMBOL_GPL(bindgen_device_lock);
EXPORT_SYMBOL_GPL(bindgen_device_lock_interruptible);
EXPORT_SYMBOL_GPL(bindgen_device_trylock);
EXPORT_SYMBOL_GPL(bindgen_device_unlock);
EXPORT_SYMBOL_GPL(bindgen_dev_has_sync_state);
EXPORT_SYMBOL_GPL(bindgen_dev_is_removable);
EXPORT_SYMBOL_GPL(bindgen_dev_removable_is_valid);
EXPORT_SYMBOL_GPL(bindgen_device_supports_offline);
EXPORT_SYMBOL_GPL(bindgen_dev_num_vf);

MODULE_DESCRIPTION("Symbols for inline functions of the kernel");
MODULE_LICENSE("GPL");
#endif
