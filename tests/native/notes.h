/* SPDX-License-Identifier: MIT */
/* A small library with what has no symbol or no fixed types: macros with parameters, functions with a variable number of arguments. */
#ifndef NOTES_H
#define NOTES_H

#include <stdbool.h>

struct note;

struct note *note_create(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct note *note_get(struct note *note);
void note_put(struct note *note);
const char *note_text(const struct note *note);
int note_append(struct note *note, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The sum of as many numbers. */
long note_sum(int count, ...);

#define note_create_plain(words) note_create(0, "%s", words)
#define note_is_empty(note) (note_text(note)[0] == '\0')

/* Has names of its own inside, as macros of the kernel do. */
#define note_length(n) ({ struct note *text = (n); (long)__builtin_strlen(note_text(text)); })

/* What tests ask: the notes that live, and the calls on those that do not. */
int notes_live(void);
int notes_violations(void);

#endif
