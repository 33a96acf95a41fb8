/* SPDX-License-Identifier: MIT */
/* Keeps a pointer to its source and takes no reference: the source must be there until stream_close has returned, which reads it. */
#ifndef STREAM_H
#define STREAM_H

#include <stdbool.h>
#include "counted.h"

struct stream;

/* A copy is kept; what is allowed of it comes back. */
struct stream_config {
	unsigned speed;
	bool is_compressed;
	struct counted *source;
	void *reserved;
};

/* NULL without a source. */
struct stream *stream_open(struct stream_config *config);
struct stream *stream_over(struct counted *source);
void stream_close(struct stream *stream);
int stream_read(struct stream *stream);

/* How much was read is said on failure too. */
int stream_copy(struct stream *stream, unsigned wanted, unsigned *copied);

#endif
