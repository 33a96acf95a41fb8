/* SPDX-License-Identifier: MIT */
/*
 * Who owns what, said in the header itself.
 *
 * BindGen reads these macros where a rules file would say the same. For every other compiler they are nothing. Copy this file into
 * your project; it needs nothing else.
 *
 *     struct BG_HANDLE(Lamp) BG_REFCOUNTED(lamp_get, lamp_put) lamp;
 *
 *     BG_OWNED BG_NULLABLE struct lamp *lamp_find(BG_STRING const char *name);
 *     BG_ERRNO int lamp_switch(struct lamp *lamp, bool on);
 *     BG_REGISTRATION(LampShow, lamp_hide) BG_ONCE BG_FENCED int lamp_show(struct lamp *lamp);
 *     void lamp_hide(struct lamp *lamp);
 *
 * Where they stand: on a struct, union or enum between the keyword and the tag; on a function before its declaration; on a parameter
 * before its type; on a field before its type. Several stand one after the other. A macro of a function speaks of its result or of the
 * call. Any declaration of the thing will do; all of them together count.
 *
 * What is not a macro here is a phrase: BG_PHRASE("fails 5"). The phrases are those of the rules language.
 */
#ifndef BINDGEN_H
#define BINDGEN_H

#if defined(__clang__) && !defined(__cplusplus)
#define BG_PHRASE(phrase) __attribute__((annotate("bindgen: " phrase)))
#else
#define BG_PHRASE(phrase)
#endif

/* What a type is. */
#define BG_HANDLE(Name) BG_PHRASE("handle " #Name)                                  /* an object with identity */
#define BG_RECORD(Name) BG_PHRASE("record " #Name)                                  /* a value that is copied; all its named members count */
#define BG_ENUM(Name) BG_PHRASE("enum " #Name)                                      /* an enum under a name of its own */

/* On a handle or a record. */
#define BG_REFCOUNTED(get, put) BG_PHRASE("refcounted " #get " / " #put)            /* references are counted */
#define BG_WEAK(get_unless_zero) BG_PHRASE("weak " #get_unless_zero)                /* takes a reference unless none is left */
#define BG_STATES(strong, weak) BG_PHRASE("states " #strong " > " #weak)            /* the states of a borrow */
#define BG_REVOKES_BY(Registration) BG_PHRASE("revokes by " #Registration)          /* unbinding revokes: how C is asked to call then */
#define BG_ANY_THREAD BG_PHRASE("context any")                                      /* a reference may be given back on any thread */
#define BG_COOKIE_CONTAINER BG_PHRASE("cookie container")                           /* callbacks find their object by what they are handed */

/* On a handle: nobody owns it. On a record, a parameter: C keeps it for ever. */
#define BG_STATIC BG_PHRASE("static")

/* What a function is part of, or is called. */
#define BG_NAME(CSharpName) BG_PHRASE("as " #CSharpName)                            /* the name in C#; also of a field */
#define BG_FUNCTIONS(Name) BG_PHRASE("functions " #Name)                            /* the C# class of a function without a receiver */
#define BG_REGISTRATION(Name, end) BG_PHRASE("registration " #Name " / " #end)      /* on the function that begins it */
#define BG_GUARD(Name, leave) BG_PHRASE("guard " #Name " / " #leave)                /* on the function that enters */
#define BG_ENUMERATOR(Name) BG_PHRASE("enumerator " #Name)                          /* on what takes one object and gives the next */
#define BG_WALK(Name, end, next) BG_PHRASE("enumerator " #Name " / " #end " / " #next) /* on the function that begins a walk with a cursor */

/* On the function that begins a registration or enters a guard. */
#define BG_ONCE BG_PHRASE("once")                                                   /* a single time in the object's life */
#define BG_FENCED BG_PHRASE("fenced")                                               /* the ending returns when C uses the object no more */
#define BG_INSTEAD_OF(function, why) BG_PHRASE("instead of " #function " " #why)    /* this would end it too, and is not offered */
#define BG_RECURSIVE BG_PHRASE("recursive")                                         /* a thread may enter again while inside */
#define BG_PROVES(Guard) BG_PHRASE("proves " #Guard)                                /* another way to enter the same section */
#define BG_BINDS(path, Name) BG_PHRASE("binds " #path " as " #Name)                 /* that device stays bound inside */

/* Results and parameters: who owns it. */
#define BG_OWNED BG_PHRASE("owned")                                                 /* the caller must release it */
#define BG_OWNED_BY(release) BG_PHRASE("owned by " #release)                        /* … with this function */
#define BG_BORROWED BG_PHRASE("borrowed")                                           /* never released by the holder */
#define BG_BORROWED_FROM(parameter) BG_PHRASE("borrowed from " #parameter)          /* as long as the parameter's object lives */
#define BG_BORROWED_UNTIL(function) BG_PHRASE("borrowed until " #function)          /* until that is called; or: unbind */
#define BG_CONSUMED BG_PHRASE("consumed")                                           /* C takes the caller's reference over */
#define BG_CONSUMED_ON_SUCCESS BG_PHRASE("consumed on success")
#define BG_CONSUMED_ON_FAILURE BG_PHRASE("consumed on failure")
#define BG_RETAINED_WHILE(Name) BG_PHRASE("retained while " #Name)                  /* C keeps it and takes no reference; a handle, or: result */
#define BG_RETAINED_UNTIL(function) BG_PHRASE("retained until " #function)          /* or: unbind, release */
#define BG_RETAINED_FOREVER BG_PHRASE("retained forever")
#define BG_REVOCABLE_WITH(path) BG_PHRASE("revocable with " #path)                  /* must go before that device is unbound */

/* Results and parameters: what it is. */
#define BG_NULLABLE BG_PHRASE("nullable")                                           /* may be null */
#define BG_STRING BG_PHRASE("string")                                               /* text that is copied, or read during the call */
#define BG_COUNTED_BY(parameter) BG_PHRASE("counted by " #parameter)                /* as many elements as that parameter says */
#define BG_COUNTED_BY_PRODUCT(count, size) BG_PHRASE("counted by " #count " times " #size) /* as many bytes as both multiplied */

/* Results. */
#define BG_ERRPTR BG_PHRASE("errptr")                                               /* failure is an error number in the pointer */
#define BG_ERRNO BG_PHRASE("errno")                                                 /* 0, or a negative error number */
#define BG_POSITIVE(meaning) BG_PHRASE("positive " #meaning)                        /* beside an error number: what a result above 0 is */
#define BG_BOOL BG_PHRASE("bool")                                                   /* a number that is a truth value */
#define BG_UNSTABLE(why) BG_PHRASE("unstable " #why)                                /* text that may change or die: a copy is all there is */

/* Parameters. */
#define BG_NULL BG_PHRASE("null")                                                   /* always null */
#define BG_OUT BG_PHRASE("out")                                                     /* C writes it */
#define BG_OUT_EVEN_ON_FAILURE BG_PHRASE("out even on failure")
#define BG_OUT_OWNED BG_PHRASE("out owned")                                         /* C writes an object that the caller must release */
#define BG_OUT_OWNED_BY(release) BG_PHRASE("out owned by " #release)
#define BG_OUT_BORROWED_FROM(parameter) BG_PHRASE("out borrowed from " #parameter)
#define BG_INOUT BG_PHRASE("inout")                                                 /* a record that C reads and may rewrite */
#define BG_TOKEN BG_PHRASE("token")                                                 /* what entering a guard hands to leaving it */
#define BG_SAME_AS(parameter) BG_PHRASE("same as " #parameter)                      /* in an ending: what the beginning was given */
#define BG_CURSOR BG_PHRASE("cursor")                                               /* the state of a walk */
#define BG_COOKIE BG_PHRASE("cookie")                                               /* what C hands back to a callback */
#define BG_CALLBACK_DURING_CALL BG_PHRASE("callback during call")                   /* how long C may call it */
#define BG_CALLBACK_WHILE(Name) BG_PHRASE("callback while " #Name)
#define BG_CALLBACK_UNTIL(function) BG_PHRASE("callback until " #function)
#define BG_CALLBACK_FOREVER BG_PHRASE("callback forever")
#define BG_CALLBACKS_DURING_CALL(Name) BG_PHRASE("callbacks " #Name " during call") /* a table; its rules name it */
#define BG_CALLBACKS_WHILE(Name, Owner) BG_PHRASE("callbacks " #Name " while " #Owner)
#define BG_CALLBACKS_UNTIL(Name, function) BG_PHRASE("callbacks " #Name " until " #function)
#define BG_CALLBACKS_FOREVER(Name) BG_PHRASE("callbacks " #Name " forever")
#define BG_STOPS_ON_NONZERO BG_PHRASE("stops on nonzero")                           /* a callback ends the iteration with a result */

/* Fields of records. */
#define BG_CALLBACK BG_PHRASE("callback")                                           /* a function that C# implements */
#define BG_CALLBACKS(Name) BG_PHRASE("callbacks " #Name)                            /* a pointer to a table */
#define BG_OPTIONAL BG_PHRASE("optional")                                           /* a callback that may be left out */

/* Calls. */
#define BG_SKIP(why) BG_PHRASE("skip " #why)                                        /* deliberately not wrapped; of a field: stays zero */
#define BG_UNSAFE(ID, condition) BG_PHRASE("unsafe " #ID " " #condition)            /* what only the user can keep */
#define BG_REQUIRES(what) BG_PHRASE("requires " #what)                              /* a guard that must be held, or a state */
#define BG_EXCLUDES(what) BG_PHRASE("excludes " #what)                              /* a guard that must not be held */
#define BG_BLOCKS BG_PHRASE("blocks")                                               /* may sleep; of a handle: giving it back may */
#define BG_ATOMIC BG_PHRASE("context atomic")                                       /* may be called, or calls back, where nothing may sleep */

#endif
