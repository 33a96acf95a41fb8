// SPDX-License-Identifier: MIT OR GPL-2.0
/* Names addresses of the library: by the dynamic linker, and where a function is not exported, by the symbol table of the file. */
#define _GNU_SOURCE
#include "memory.h"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The file as it is on disk; null when it cannot be read. It stays mapped. */
static const char *file_bytes(const char *path, unsigned long *size)
{
	static const char *bytes;
	static unsigned long length;
	const char *known = __atomic_load_n(&bytes, __ATOMIC_ACQUIRE);
	struct stat status;
	int file;

	if (!known) {
		file = open(path, O_RDONLY | O_CLOEXEC);
		if (file >= 0 && !fstat(file, &status)) {
			known = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
			length = status.st_size;
			__atomic_store_n(&bytes, known, __ATOMIC_RELEASE);
		}
		if (file >= 0)
			close(file);
	}
	*size = length;
	return known == MAP_FAILED ? NULL : known;
}

static const char *local_symbol(const char *path, unsigned long address, unsigned long *offset)
{
	unsigned long size;
	const char *bytes = file_bytes(path, &size);
	const Elf64_Ehdr *header = (const void *)bytes;
	const Elf64_Shdr *sections;

	if (!bytes || header->e_shoff + (unsigned long)header->e_shnum * sizeof(*sections) > size)
		return NULL;
	sections = (const void *)(bytes + header->e_shoff);
	for (int index = 0; index < header->e_shnum; index++) {
		const Elf64_Sym *symbols = (const void *)(bytes + sections[index].sh_offset);

		if (sections[index].sh_type != SHT_SYMTAB)
			continue;
		for (unsigned long symbol = 0; symbol < sections[index].sh_size / sizeof(*symbols); symbol++) {
			*offset = address - symbols[symbol].st_value;
			if (ELF64_ST_TYPE(symbols[symbol].st_info) == STT_FUNC && *offset < symbols[symbol].st_size)
				return bytes + sections[sections[index].sh_link].sh_offset + symbols[symbol].st_name;
		}
	}
	return NULL;
}

int system_symbol(const void *address, const char **name, unsigned long *offset)
{
	const char *file, *found;
	Dl_info own, info;

	if (!dladdr(address, &info))
		return 0;
	*name = info.dli_sname;
	*offset = (const char *)address - (const char *)info.dli_saddr;
	if (info.dli_sname)
		return 1;
	if (dladdr(system_symbol, &own) && own.dli_fbase == info.dli_fbase) {
		found = local_symbol(info.dli_fname, (const char *)address - (const char *)info.dli_fbase, offset);
		if (found) {
			*name = found;
			return 1;
		}
	}
	*name = info.dli_fname;
	for (file = info.dli_fname; *file; file++)
		if (*file == '/')
			*name = file + 1;
	*offset = (const char *)address - (const char *)info.dli_fbase;
	return 1;
}
