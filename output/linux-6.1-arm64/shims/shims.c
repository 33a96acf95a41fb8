/* Written by BindGen from linux 6.1.192, aarch64-linux-gnu. Do not edit: change the rules or the templates and run 'bindgen generate'. */
/* Symbols for what has none, so that P/Invokes find them. Compile against the same headers, with the same flags. */
#include <linux/device.h>
#include <drm/drm_drv.h>
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

int bindgen_device_is_registered(struct device *dev);
int bindgen_device_is_registered(struct device *dev)
{
    return device_is_registered(dev);
}

void bindgen_device_lock(struct device *dev);
void bindgen_device_lock(struct device *dev)
{
    device_lock(dev);
}

void bindgen_device_unlock(struct device *dev);
void bindgen_device_unlock(struct device *dev)
{
    device_unlock(dev);
}

#ifdef MODULE
#include <linux/module.h>

EXPORT_SYMBOL_GPL(bindgen_drm_core_check_all_features);
EXPORT_SYMBOL_GPL(bindgen_drm_core_check_feature);
EXPORT_SYMBOL_GPL(bindgen_dev_name);
EXPORT_SYMBOL_GPL(bindgen_dev_bus_name);
EXPORT_SYMBOL_GPL(bindgen_device_is_registered);
EXPORT_SYMBOL_GPL(bindgen_device_lock);
EXPORT_SYMBOL_GPL(bindgen_device_unlock);

MODULE_DESCRIPTION("Symbols for inline functions of the kernel");
MODULE_LICENSE("GPL");
#endif
