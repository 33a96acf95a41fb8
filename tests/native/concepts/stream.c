/* SPDX-License-Identifier: MIT */
#include "stream.h"
#include "module.h"

#define MOST 100

struct stream {
	struct object object;
	struct counted *source;
	unsigned left;
};

struct stream *stream_over(struct counted *source)
{
	struct stream *stream;

	if (counted_value(source) < 0)
		return NULL;
	stream = books_new(sizeof(*stream), BOOK_STREAM);
	stream->source = source;
	stream->left = MOST;
	return stream;
}

struct stream *stream_open(struct stream_config *config)
{
	if (!config->source)
		return NULL;
	if (config->reserved)
		books_violation("stream_open", "what is reserved is set");
	if (config->speed > MOST)
		config->speed = MOST;
	config->is_compressed = false;
	return stream_over(config->source);
}

static bool use(struct stream *stream, const char *call)
{
	return books_use(&stream->object, call) && counted_value(stream->source) >= 0;
}

void stream_close(struct stream *stream)
{
	if (use(stream, "stream_close"))
		books_put(&stream->object, "stream_close");
}

int stream_read(struct stream *stream)
{
	return use(stream, "stream_read") ? counted_value(stream->source) : -EINVAL;
}

int stream_copy(struct stream *stream, unsigned wanted, unsigned *copied)
{
	*copied = 0;
	if (!use(stream, "stream_copy"))
		return -EINVAL;
	*copied = wanted < stream->left ? wanted : stream->left;
	stream->left -= *copied;
	return *copied == wanted ? 0 : -ENOSPC;
}
