/* Written by BindGen from books.h, kinds.h, counted.h, sole.h and 9 more, x86_64-linux-gnu. Do not edit: change the rules or the templates and run 'bindgen generate'. */
/* Symbols for what has none, so that P/Invokes find them. Compile against the same headers, with the same flags. */
#include <books.h>
#include <kinds.h>
#include <counted.h>
#include <sole.h>
#include <family.h>
#include <stream.h>
#include <transfer.h>
#include <gate.h>
#include <lock.h>
#include <board.h>
#include <pump.h>
#include <hooks.h>
#include <unit.h>

int bindgen_counted_label(struct counted *bindgen_counted, const char *bindgen_text);
int bindgen_counted_label(struct counted *bindgen_counted, const char *bindgen_text)
{
    return counted_label(bindgen_counted, "%s", bindgen_text);
}
