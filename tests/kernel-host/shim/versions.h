/* SPDX-License-Identifier: MIT OR GPL-2.0 */
/* What differs between the kernel versions that the shim is built against. Everything else of the shim has one form. */
#ifndef VERSIONS_H
#define VERSIONS_H

#include <linux/version.h>

/* ---- Memory ---- */

/* The exported allocators have this suffix since they can be profiled. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define PROFILED(name) name##_noprof
#define get_free_pages_export get_free_pages_noprof
#define kmalloc_cache_export __kmalloc_cache_noprof
#define kmalloc_cache_node_export __kmalloc_cache_node_noprof
#define kmalloc_large_export __kmalloc_large_noprof
#define kmalloc_large_node_export __kmalloc_large_node_noprof
#define kvmalloc_node_export __kvmalloc_node_noprof
#else
#define PROFILED(name) name
#define get_free_pages_export __get_free_pages
#define kmalloc_cache_export kmalloc_trace
#define kmalloc_cache_node_export kmalloc_node_trace
#define kmalloc_large_export kmalloc_large
#define kmalloc_large_node_export kmalloc_large_node
#define kvmalloc_node_export kvmalloc_node
#endif

/* Allocators that may be told of a bucket. */
#ifdef DECL_BUCKET_PARAMS
#define SIZE_PARAMS(size) DECL_BUCKET_PARAMS(size, bucket)
#else
#define SIZE_PARAMS(size) size_t size
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0)
/* kvfree_call_rcu is given the object; before, the offset of the head in the object in the place of a function. */
#define KVFREE_RCU_TAKES_OBJECT
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define KVREALLOC_PARAMS const void *memory, size_t size, gfp_t gfp
#define KMEM_CACHE_ARGS
#else
#define KVREALLOC_PARAMS const void *memory, size_t old_size, size_t size, gfp_t gfp
#endif

/* Where a compound page keeps its order. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 6, 0)
#define compound_set_order(head, order)							\
	do {										\
		struct folio *__folio = (struct folio *)(head);				\
		__folio->_flags_1 = (__folio->_flags_1 & ~0xffUL) | (order);		\
		__folio->_folio_nr_pages = 1U << (order);				\
	} while (0)
#else
#define compound_set_order(head, order) set_compound_order(head, order)
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
#define lruvec_stat_export __lruvec_stat_mod_folio
#define LRUVEC_STAT_OBJECT struct folio *folio
#else
#define lruvec_stat_export __mod_lruvec_page_state
#define LRUVEC_STAT_OBJECT struct page *page
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
#define DMA_ADDRESSING_LIMITED_INLINE
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 11, 0)
#define DMA_SYNC(name) __##name
#else
#define DMA_SYNC(name) name
#endif

/* ---- Threads, time, RCU, work queues ---- */

#define HOST_KERNEL_THREAD_HAS_NAME (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0))
#define HOST_HAS_LIVEPATCH_SCHED (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 4, 0))
#define HOST_HAS_CALL_RCU_HURRY (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0))
#define HOST_HAS_ADD_TIMER_GLOBAL (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 9, 0))
#define HOST_HAS_ASYNC_INIT (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 9, 0))
#define HOST_HAS_WORK_DISABLE (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0))

/* Work queues whose items run in softirq context. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 9, 0)
#define HOST_WQ_BH WQ_BH
#else
#define HOST_WQ_BH 0
#endif

/* The part of work->data that is the address of the queue. */
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
#define HOST_WORK_QUEUE_MASK WORK_STRUCT_PWQ_MASK
#else
#define HOST_WORK_QUEUE_MASK WORK_STRUCT_WQ_DATA_MASK
#endif

/* ---- Files ---- */

#define HOST_FDGET_IS_EXPORTED (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 12, 0))
#define HOST_BATCHES_ARE_OF_FOLIOS (LINUX_VERSION_CODE >= KERNEL_VERSION(6, 2, 0))

#endif
