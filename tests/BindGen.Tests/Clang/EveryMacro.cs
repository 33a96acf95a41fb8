namespace BindGen.Tests.Clang;

/// <summary>A header with every kind of macro.</summary>
internal static class EveryMacro
{
    public const string Text = """
        enum color { RED, GREEN = 5, DEEP = -7 };
        struct pair { int a; long b; };
        extern int function(int);
        extern int *pointer;
        #define BIT(n) (1UL << (n))
        #define INT 5
        #define NEGATIVE -1
        #define HEX 0x80000000
        #define LONG_MIN_ (-0x7fffffffffffffffL - 1)
        #define ALL_BITS 0xffffffffffffffffULL
        #define SHIFTED BIT(63)
        #define LOW BIT(3)
        #define CAST ((unsigned char)300)
        #define SHORT ((short)-2)
        #define YES ((_Bool)7)
        #define LETTER 'A'
        #define REAL 1.5
        #define SINGLE 0.1f
        #define TINY 1e-300
        #define ENDLESS (1.0 / 0.0)
        #define SIZE sizeof(struct pair)
        #define OFFSET __builtin_offsetof(struct pair, b)
        #define COLOR ((enum color)GREEN)
        #define ENUMERATOR DEEP
        #define CHOICE (sizeof(long) == 8 ? 64 : 32)
        #define SPLIT (INT + \
            NEGATIVE)
        #define TEXT "plain"
        #define PARTS "one" " " "two"
        #define ESCAPES ("a\tb\"c\\d\n\001")
        #define UTF8 "grüß"
        #define ZERO_INSIDE "a\0b"
        #define EMPTY_TEXT ""
        #define OTHER_ENCODING "\xff"
        #define WIDE L"w\x263a" L"f\""
        #define WIDE_16 u"grüß \u263a \U0001f600"
        #define WIDE_32 U"\U0001f600\0a"
        #define WIDE_BROKEN u"\xd800"
        #define NUMBERS ((int[]){ 1, 2 })
        #define LONG_REAL 1.5L
        #define HUGE_INT ((__int128)1)
        #define HUGE_NEGATIVE (-((__int128)1 << 100) - 7)
        #define HUGE_UNSIGNED (~(unsigned __int128)0)
        #define HUGE_CALL ((__int128)function(1))
        #define NULL_POINTER ((void *)0)
        #define NULL_RECORD ((struct pair *)(void *)(1 - 1))
        #define FAILED ((void *)-1)
        #define MAPPED ((const char *)0xffff8000)
        #define COMPOUND ((struct pair){ 1, 2 })
        #define ADDRESS (&pointer)
        #define ALIAS function
        #define CALL function(1)
        #define READ (*pointer)
        #define UNDECLARED no_such_thing
        #define UNDECLARED_CALL no_such_function(1)
        #define TYPE unsigned int
        #define QUALIFIER const
        #define STORAGE static
        #define STATEMENT do { } while (0)
        #define STATEMENT_EXPRESSION ({ 5; })
        #define ATTRIBUTE __attribute__((unused))
        #define TWO 5; int two
        #define GUARD
        #define NOTHING_ELSE GUARD
        #define OPEN {
        #define OPENS_LATER OPEN
        #define CLOSE_ ) + (
        #define PAREN (
        #define BRACES { 1, 2 }
        #define AFTER 77
        #define GONE 5
        #undef GONE
        #define TWICE 1
        #undef TWICE
        #define TWICE 2
        #define MAX(a, b) ((a) > (b) ? (a) : (b))
        #define LARGEST MAX(3, MAX(9, 4))
        /* #define COMMENTED 1 */
        #if 0
        #define NOT_COMPILED 1
        #endif
        #define/* between */HIDDEN/**/11
        """;
}
