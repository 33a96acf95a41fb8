/* The translation unit that BindGen parses for the kernel's bindings: the headers that the rules name. */
#include <linux/device.h>
#include <linux/platform_device.h>
#include <drm/drm_drv.h>
#include <drm/drm_file.h>
#include <drm/drm_ioctl.h>
#include <drm/drm_managed.h>
#include <linux/io-pgtable.h>
