# SPDX-License-Identifier: MIT OR GPL-2.0
# Compiles the kernel's files, the shim and the generated shims into OUT/VARIANT/objects. build.sh calls it.
MAKEFLAGS += --no-builtin-rules
OBJECTS := $(OUT)/$(VARIANT)/objects
FILES := $(shell cat $(OUT)/files)
SHIM := $(notdir $(wildcard $(HERE)/shim/*.c))
SYSTEM := $(notdir $(wildcard $(HERE)/shim/system/*.c))
GENERATED := $(notdir $(wildcard $(SHIMS)/*.c))

ifeq ($(VARIANT),sanitized)
# What the kernel itself turns on with CONFIG_UBSAN; its code relies on the rest being defined (wrapping, null offsets, alignment).
SANITIZE := -fsanitize=address -fsanitize=bounds,shift,bool,enum,integer-divide-by-zero,unreachable -fno-sanitize-recover=undefined
endif

COMMON := -std=gnu11 -O2 -g1 -fPIC -fmacro-prefix-map=$(SOURCE)/= -fmacro-prefix-map=$(HERE)/= -fno-omit-frame-pointer -fno-common $(SANITIZE)
KERNEL := $(COMMON) -nostdinc -isystem $(shell gcc -print-file-name=include) -D__KERNEL__ -D__DISABLE_EXPORTS \
	-fshort-wchar -funsigned-char -fno-strict-aliasing -fno-strict-overflow -fno-delete-null-pointer-checks -fno-stack-protector \
	-fcf-protection=none -fno-builtin -ffunction-sections -fdata-sections \
	-I$(OUT)/overlay -I$(HERE)/overlay \
	-I$(SOURCE)/arch/x86/include -I$(HEADERS)/arch/x86/include/generated -I$(SOURCE)/include -I$(HEADERS)/include \
	-I$(SOURCE)/arch/x86/include/uapi -I$(HEADERS)/arch/x86/include/generated/uapi -I$(SOURCE)/include/uapi -I$(HEADERS)/include/generated/uapi \
	-include $(SOURCE)/include/linux/compiler-version.h -include $(SOURCE)/include/linux/kconfig.h \
	-include $(SOURCE)/include/linux/compiler_types.h -I$(SOURCE)
# The kernel's code is compiled as it is. -w would silence this error too.
THEIRS := -Werror=implicit-function-declaration -Werror=implicit-int -Wno-address-of-packed-member
OURS := -Wall -Wno-unused -Werror

named = -DKBUILD_BASENAME='"$(1)"' -DKBUILD_MODNAME='"$(1)"' -DKBUILD_MODFILE='"$(1)"' -D__KBUILD_MODNAME=kmod_$(1)
identifier = $(subst -,_,$(basename $(notdir $(1))))

ALL := $(FILES:%.c=$(OBJECTS)/kernel/%.o) $(SHIM:%.c=$(OBJECTS)/shim/%.o) $(SYSTEM:%.c=$(OBJECTS)/system/%.o) \
	$(GENERATED:%.c=$(OBJECTS)/generated/%.o) $(OUT)/$(VARIANT)/kunit

all: $(ALL)

$(OBJECTS)/kernel/%.o: $(SOURCE)/%.c $(HERE)/compile.mk
	@echo CC $*
	@mkdir -p $(@D)
	@gcc $(KERNEL) $(THEIRS) $(call named,$(call identifier,$*)) -I$(<D) -MMD -MP -c $< -o $@

$(OBJECTS)/shim/%.o: $(HERE)/shim/%.c $(HERE)/compile.mk
	@echo CC $*
	@mkdir -p $(@D)
	@gcc $(KERNEL) $(OURS) $(call named,host_$(call identifier,$*)) -I$(HERE)/shim -MMD -MP -c $< -o $@

# They include every header that the rules name: their BTF is compared with the captured API (see README.md, Layouts).
$(OBJECTS)/generated/%.o: $(SHIMS)/%.c $(HERE)/compile.mk
	@echo CC $*
	@mkdir -p $(@D)
	@gcc $(KERNEL) $(OURS) -g0 -gbtf -fno-eliminate-unused-debug-types -DMODULE $(call named,bindgen_shims) -MMD -MP -c $< -o $@

$(OBJECTS)/system/%.o: $(HERE)/shim/system/%.c $(HERE)/compile.mk
	@echo CC $*
	@mkdir -p $(@D)
	@gcc $(COMMON) -Wall -Wextra -Werror -MMD -MP -c $< -o $@

$(OUT)/$(VARIANT)/kunit: $(HERE)/programs/kunit.c $(HERE)/shim/host.h
	@mkdir -p $(@D)
	@gcc $(COMMON) -Wall -Wextra -Werror -I$(HERE)/shim $< -o $@ -ldl

# What an object was compiled from may be in a checkout that is gone: it counts as newer.
%.c: ;

-include $(shell find $(OBJECTS) -name '*.d' 2>/dev/null)
