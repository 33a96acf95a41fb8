// SPDX-License-Identifier: MIT OR GPL-2.0
/*
 * What the kernel code asks of the virtual file system: inodes, open files, a table of descriptors, character devices, and files of
 * anonymous memory. There is no path, no directory entry that is looked up, and no mapping into a process.
 */
#include <linux/anon_inodes.h>
#include <linux/cdev.h>
#include <linux/dcache.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/mount.h>
#include <linux/pagemap.h>
#include <linux/pagevec.h>
#include <linux/pseudo_fs.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/xarray.h>

#include "host.h"
#include "versions.h"

#define DESCRIPTORS 1024
#define FIRST_DESCRIPTOR 3

/* ---- Mounts and inodes ---- */

struct mounted {
	struct vfsmount mount;
	struct super_block super;
};

struct pseudo_fs_context *init_pseudo(struct fs_context *context, unsigned long magic)
{
	struct pseudo_fs_context *pseudo = kzalloc(sizeof(*pseudo), GFP_KERNEL);

	if (pseudo) {
		pseudo->magic = magic;
		context->fs_private = pseudo;
	}
	return pseudo;
}

struct vfsmount *kern_mount(struct file_system_type *type)
{
	struct mounted *mounted = kzalloc(sizeof(*mounted), GFP_KERNEL);
	struct fs_context context = { .fs_type = type };
	struct pseudo_fs_context *pseudo;
	int error;

	if (!mounted)
		return ERR_PTR(-ENOMEM);
	error = type->init_fs_context(&context);
	if (error) {
		kfree(mounted);
		return ERR_PTR(error);
	}
	pseudo = context.fs_private;
	mounted->super.s_type = type;
	mounted->super.s_d_op = pseudo->dops;
	mounted->super.s_magic = pseudo->magic;
	mounted->mount.mnt_sb = &mounted->super;
	kfree(pseudo);
	return &mounted->mount;
}

void kern_unmount(struct vfsmount *mount)
{
	if (!IS_ERR_OR_NULL(mount))
		kfree(container_of(mount, struct mounted, mount));
}

static DEFINE_MUTEX(pins);

int simple_pin_fs(struct file_system_type *type, struct vfsmount **mount, int *count)
{
	struct vfsmount *mounted;
	int error = 0;

	mutex_lock(&pins);
	mounted = *mount;
	if (!mounted) {
		mounted = kern_mount(type);
		if (IS_ERR(mounted))
			error = PTR_ERR(mounted);
		else
			*mount = mounted;
	}
	if (!error)
		++*count;
	mutex_unlock(&pins);
	return error;
}

void simple_release_fs(struct vfsmount **mount, int *count)
{
	struct vfsmount *unused = NULL;

	mutex_lock(&pins);
	if (!--*count) {
		unused = *mount;
		*mount = NULL;
	}
	mutex_unlock(&pins);
	kern_unmount(unused);
}

void kill_anon_super(struct super_block *super)
{
}

static struct inode *inode_new(struct super_block *super, umode_t mode)
{
	static atomic_t number;
	struct inode *inode = kzalloc(sizeof(*inode), GFP_KERNEL);

	if (!inode)
		return NULL;
	atomic_set(&inode->i_count, 1);
	inode->i_sb = super;
	inode->i_mode = mode;
	inode->i_ino = atomic_inc_return(&number);
	inode->i_mapping = &inode->i_data;
	inode->i_data.host = inode;
	xa_init_flags(&inode->i_data.i_pages, XA_FLAGS_LOCK_IRQ | XA_FLAGS_ACCOUNT);
	init_rwsem(&inode->i_data.i_mmap_rwsem);
	init_rwsem(&inode->i_rwsem);
	spin_lock_init(&inode->i_lock);
	mapping_set_gfp_mask(&inode->i_data, GFP_KERNEL);
	return inode;
}

struct inode *alloc_anon_inode(struct super_block *super)
{
	return inode_new(super, S_IFREG | 0600) ?: ERR_PTR(-ENOMEM);
}

void iput(struct inode *inode)
{
	if (!inode || !atomic_dec_and_test(&inode->i_count))
		return;
	shmem_truncate_range(inode, 0, -1);
	xa_destroy(&inode->i_data.i_pages);
	kfree(inode);
}

void inode_set_bytes(struct inode *inode, loff_t bytes)
{
	inode->i_blocks = bytes >> 9;
	inode->i_bytes = bytes & 511;
}

/* Nothing is ever mapped into a process here. */
void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t length, int even_copied)
{
}

/* ---- Open files ---- */

static struct file *file_new(struct inode *inode, const struct dentry_operations *operations, int flags,
			     const struct file_operations *fops)
{
	struct file *file = kzalloc(sizeof(*file), GFP_KERNEL);
	struct dentry *dentry = kzalloc(sizeof(*dentry), GFP_KERNEL);

	if (!file || !dentry) {
		kfree(file);
		kfree(dentry);
		return ERR_PTR(-ENOMEM);
	}
	dentry->d_inode = inode;
	dentry->d_op = operations;
	atomic_long_set(&file->f_count, 1);
	file->f_path.dentry = dentry;
	file->f_inode = inode;
	file->f_mapping = inode->i_mapping;
	file->f_flags = flags;
	file->f_mode = FMODE_READ | FMODE_WRITE | FMODE_OPENED;
	file->f_op = fops;
	mutex_init(&file->f_pos_lock);
	spin_lock_init(&file->f_lock);
	return file;
}

struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mount, const char *name, int flags,
			       const struct file_operations *fops)
{
	return file_new(inode, mount->mnt_sb->s_d_op, flags, fops);
}

struct file *anon_inode_getfile(const char *name, const struct file_operations *fops, void *private, int flags)
{
	struct inode *inode = inode_new(NULL, S_IFREG | 0600);
	struct file *file;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	if (fops->owner && !try_module_get(fops->owner)) {
		iput(inode);
		return ERR_PTR(-ENOENT);
	}
	file = file_new(inode, NULL, flags, fops);
	if (IS_ERR(file)) {
		module_put(fops->owner);
		iput(inode);
	} else {
		file->private_data = private;
	}
	return file;
}

/* The kernel lets a task's last moments in the kernel do this; here it is done at once, by the caller. */
void fput(struct file *file)
{
	struct dentry *dentry = file->f_path.dentry;

	if (!atomic_long_dec_and_test(&file->f_count))
		return;
	might_sleep();
	if (file->f_op->release)
		file->f_op->release(file->f_inode, file);
	fops_put(file->f_op);
	if (dentry->d_op && dentry->d_op->d_release)
		dentry->d_op->d_release(dentry);
	iput(file->f_inode);
	kfree(dentry);
	kfree(file);
}

/* ---- Descriptors ---- */

static DEFINE_SPINLOCK(descriptors_lock);
static DECLARE_BITMAP(descriptors_used, DESCRIPTORS);
static struct file *descriptors[DESCRIPTORS];

int get_unused_fd_flags(unsigned int flags)
{
	unsigned long descriptor;

	spin_lock(&descriptors_lock);
	descriptor = find_next_zero_bit(descriptors_used, DESCRIPTORS, FIRST_DESCRIPTOR);
	if (descriptor < DESCRIPTORS)
		__set_bit(descriptor, descriptors_used);
	spin_unlock(&descriptors_lock);
	return descriptor < DESCRIPTORS ? descriptor : -EMFILE;
}

void put_unused_fd(unsigned int descriptor)
{
	spin_lock(&descriptors_lock);
	__clear_bit(descriptor, descriptors_used);
	spin_unlock(&descriptors_lock);
}

void fd_install(unsigned int descriptor, struct file *file)
{
	spin_lock(&descriptors_lock);
	descriptors[descriptor] = file;
	spin_unlock(&descriptors_lock);
}

struct file *fget(unsigned int descriptor)
{
	struct file *file = NULL;

	spin_lock(&descriptors_lock);
	if (descriptor < DESCRIPTORS)
		file = descriptors[descriptor];
	if (file)
		get_file(file);
	spin_unlock(&descriptors_lock);
	return file;
}

#if HOST_FDGET_IS_EXPORTED
struct fd fdget(unsigned int descriptor)
{
	return (struct fd){ (unsigned long)fget(descriptor) | FDPUT_FPUT };
}
#else
unsigned long __fdget(unsigned int descriptor)
{
	return (unsigned long)fget(descriptor) | FDPUT_FPUT;
}
#endif

static int descriptor_close(unsigned int descriptor)
{
	struct file *file = NULL;

	spin_lock(&descriptors_lock);
	if (descriptor < DESCRIPTORS)
		file = descriptors[descriptor];
	if (file) {
		descriptors[descriptor] = NULL;
		__clear_bit(descriptor, descriptors_used);
	}
	spin_unlock(&descriptors_lock);
	if (!file)
		return -EBADF;
	fput(file);
	return 0;
}

/* ---- Character devices ---- */

#define MAJORS 512

static const struct file_operations *character_devices[MAJORS];

int __register_chrdev(unsigned int major, unsigned int first, unsigned int count, const char *name,
		      const struct file_operations *fops)
{
	if (!major || major >= MAJORS)
		return -EINVAL;
	return cmpxchg(&character_devices[major], NULL, fops) ? -EBUSY : 0;
}

void __unregister_chrdev(unsigned int major, unsigned int first, unsigned int count, const char *name)
{
	if (major < MAJORS)
		WRITE_ONCE(character_devices[major], NULL);
}

long host_open(unsigned int major, unsigned int minor)
{
	const struct file_operations *fops = major < MAJORS ? fops_get(READ_ONCE(character_devices[major])) : NULL;
	struct inode *inode;
	struct file *file;
	int error, descriptor;

	if (!fops)
		return -ENXIO;
	inode = inode_new(NULL, S_IFCHR | 0600);
	if (!inode)
		return -ENOMEM;
	inode->i_rdev = MKDEV(major, minor);
	file = file_new(inode, NULL, O_RDWR, fops);
	if (IS_ERR(file)) {
		iput(inode);
		return PTR_ERR(file);
	}
	descriptor = get_unused_fd_flags(0);
	error = descriptor < 0 ? descriptor : fops->open ? fops->open(inode, file) : 0;
	if (error) {
		static const struct file_operations unopened;

		if (descriptor >= 0)
			put_unused_fd(descriptor);
		fops_put(file->f_op);
		file->f_op = &unopened;
		fput(file);
		return error;
	}
	fd_install(descriptor, file);
	return descriptor;
}

long host_ioctl(long descriptor, unsigned int command, void *argument)
{
	struct file *file = fget(descriptor);
	long result;

	if (!file)
		return -EBADF;
	result = file->f_op->unlocked_ioctl ? file->f_op->unlocked_ioctl(file, command, (unsigned long)argument) : -ENOTTY;
	fput(file);
	return result;
}

long host_close(long descriptor)
{
	return descriptor_close(descriptor);
}

/* ---- Files of anonymous memory ---- */

struct file *shmem_file_setup(const char *name, loff_t size, unsigned long flags)
{
	static const struct file_operations shmem;
	struct inode *inode = inode_new(NULL, S_IFREG | 0600);
	struct file *file;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_size = size;
	file = file_new(inode, NULL, O_RDWR, &shmem);
	if (IS_ERR(file))
		iput(inode);
	return file;
}

static struct folio *shmem_folio_new(struct address_space *mapping, pgoff_t index, gfp_t gfp)
{
	struct page *page = alloc_page(gfp | __GFP_ZERO);
	struct folio *folio;
	int error;

	if (!page)
		return ERR_PTR(-ENOMEM);
	folio = page_folio(page);
	folio->mapping = mapping;
	folio->index = index;
	error = xa_insert_irq(&mapping->i_pages, index, folio, GFP_KERNEL);
	if (!error)
		return folio;
	folio->mapping = NULL;
	__free_page(page);
	return error == -EBUSY ? xa_load(&mapping->i_pages, index) : ERR_PTR(error);
}

/* The pages of a file live as long as its inode, so that an entry which was found stays what it is. */
struct folio *shmem_read_folio_gfp(struct address_space *mapping, pgoff_t index, gfp_t gfp)
{
	struct folio *folio = xa_load(&mapping->i_pages, index);

	might_sleep();
	if (!folio)
		folio = shmem_folio_new(mapping, index, gfp);
	if (!IS_ERR(folio))
		folio_get(folio);
	return folio;
}

void shmem_truncate_range(struct inode *inode, loff_t first, loff_t last)
{
	struct address_space *mapping = inode->i_mapping;
	unsigned long end = last == -1 ? ULONG_MAX : (last + 1) >> PAGE_SHIFT, index;
	struct folio *folio;

	xa_for_each_range(&mapping->i_pages, index, folio, (first + PAGE_SIZE - 1) >> PAGE_SHIFT, end ? end - 1 : 0) {
		xa_erase_irq(&mapping->i_pages, index);
		folio->mapping = NULL;
		folio_put(folio);
	}
}

/* Memory of the host is never reclaimed, so that what reclaim would look at is not kept. */
void folio_mark_accessed(struct folio *folio)
{
}

bool folio_mark_dirty(struct folio *folio)
{
	return false;
}

unsigned long invalidate_mapping_pages(struct address_space *mapping, pgoff_t start, pgoff_t end)
{
	return 0;
}

#if HOST_BATCHES_ARE_OF_FOLIOS
void check_move_unevictable_folios(struct folio_batch *batch)
{
}

void __folio_batch_release(struct folio_batch *batch)
{
	for (unsigned int index = 0; index < folio_batch_count(batch); index++)
		folio_put(batch->folios[index]);
	folio_batch_reinit(batch);
}
#else
void check_move_unevictable_pages(struct pagevec *batch)
{
}

void mark_page_accessed(struct page *page)
{
}

bool set_page_dirty(struct page *page)
{
	return false;
}

void __pagevec_release(struct pagevec *batch)
{
	for (unsigned int index = 0; index < pagevec_count(batch); index++)
		put_page(batch->pages[index]);
	pagevec_reinit(batch);
}

struct page *shmem_read_mapping_page_gfp(struct address_space *mapping, pgoff_t index, gfp_t gfp)
{
	struct folio *folio = shmem_read_folio_gfp(mapping, index, gfp);

	return IS_ERR(folio) ? ERR_CAST(folio) : folio_page(folio, 0);
}
#endif
