using System.Text.RegularExpressions;
using BindGen.Suggest;
using BindGen.Tests.Clang;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Suggest;

/// <summary>What each kind of evidence makes of small headers.</summary>
public sealed class DrafterTests
{
    private const string Lamp = "struct lamp; struct lamp *lamp_ref(struct lamp *lamp); void lamp_unref(struct lamp *lamp);\n";

    private const string Sample = """
        #define must_check __attribute__((warn_unused_result))
        typedef struct { int watts; } bulb_t;
        enum colour { RED, GREEN };
        struct lamp;
        struct shelf;
        struct lamp *lamp_ref(struct lamp *lamp);
        void lamp_unref(struct lamp *lamp);
        /**
         * lamp_create - makes one
         * @name: what it is called
         *
         * Release it with lamp_unref().
         *
         * Context: May sleep.
         * Return: the lamp, or NULL when memory is short
         */
        struct lamp *lamp_create(const char *name) __attribute__((malloc));
        /**
         * lamp_switch - turns it
         * @on: how
         *
         * Context: Any context.
         * Return: 0 on success, a negative error number otherwise
         */
        int lamp_switch(struct lamp *lamp, _Bool on);
        int must_check lamp_dim(struct lamp *lamp, int level);
        int lamp_is_lit(const struct lamp *lamp);
        const char *lamp_label(struct lamp *lamp);
        void lamp_attach(struct lamp *lamp, struct lamp *to);
        /** The caller must hold the lamp's lock. */
        void lamp_blink(struct lamp *lamp);
        void lamp_destroy(struct lamp *lamp);
        bulb_t lamp_bulb(struct lamp *lamp);
        void lamp_lock(struct lamp *lamp);
        void lamp_unlock(struct lamp *lamp);
        _Bool lamp_enter(struct lamp *lamp, int *index);
        void lamp_exit(int index);
        int lamp_register(struct lamp *lamp);
        void lamp_unregister(struct lamp *lamp);
        struct shelf *shelf_alloc(int size) __attribute__((returns_nonnull));
        void shelf_free(struct shelf *shelf);
        int shelf_start(struct shelf *shelf);
        void shelf_stop(struct shelf *shelf);
        struct shelf *shelf_create(int size) __attribute__((returns_nonnull));
        bulb_t *bulb_new(void);
        void bulb_delete(bulb_t *bulb);
        int lamp_printf(struct lamp *lamp, const char *format, ...);

        """;

    [LibClangFact]
    public Task Every_kind_of_evidence() => Verifier.Verify(Drafts.Text(Drafts.OfText(Sample))).UseDirectory("Snapshots");

    [LibClangFact]
    public void Two_functions_that_count_are_a_question()
    {
        var draft = Drafts.Text(Drafts.OfText(Lamp + "void lamp_get(struct lamp *lamp); void lamp_put(struct lamp *lamp);"));

        Assert.Contains("# decide: how is such an object released?", draft, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?m)^handle", draft);
    }

    [LibClangFact]
    public void Scoped_cleanup_tells_which_function_counts()
    {
        var draft = Drafts.Text(Drafts.OfText(Lamp + "void lamp_get(struct lamp *lamp); void lamp_put(struct lamp *lamp); static inline void __free_lamp_put(void *p) { lamp_put(*(struct lamp **)p); }"));

        Assert.Matches(@"(?m)^    refcounted lamp_get / lamp_put; +# evidence: name pair lamp_get/lamp_put; DEFINE_FREE\(lamp_put\) at test\.h:2$", draft);
        Assert.Contains("\n    __free_lamp_put skip \"made by DEFINE_FREE(lamp_put)\";", draft, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void The_comment_tells_how_there_is_no_object()
    {
        Assert.Contains("\n    lamp_alloc(watts) as Alloc -> owned, nullable;", WithComment("Return: NULL on failure"), StringComparison.Ordinal);
        Assert.Contains("\n    lamp_alloc(watts) as Alloc -> owned, errptr;", WithComment("Return: an ERR_PTR() on failure"), StringComparison.Ordinal);
        Assert.Contains("\n    # lamp_alloc(watts) as Alloc -> owned;", WithComment("Return: NULL or an ERR_PTR() on failure"), StringComparison.Ordinal);
        Assert.Contains("\n    # lamp_alloc(watts) as Alloc -> owned;", WithComment("Return: the lamp"), StringComparison.Ordinal);

        static string WithComment(string comment) => Drafts.Text(Drafts.OfText($"{Lamp}/**\n * lamp_alloc - makes one\n *\n * {comment}\n */\nstruct lamp *lamp_alloc(int watts);"));
    }

    [LibClangFact]
    public void No_sentence_of_a_comment_is_quoted()
    {
        var draft = Drafts.Text(Drafts.OfText(Sample));

        foreach (var sentence in new[] { "what it is called", "when memory is short", "turns it", "hold the lamp" })
            Assert.DoesNotContain(sentence, draft, StringComparison.Ordinal);
    }

    [LibClangFact]
    public void What_the_binder_refuses_is_a_question_in_its_words()
    {
        var draft = Drafts.Text(Drafts.OfText(Lamp + "struct pair { int a, b; }; struct pair lamp_pair(struct lamp *lamp); void lamp_pairs(struct pair pair);"));

        Assert.Matches(@"(?m)^    # decide: 'lamp_pair' returns a 'struct pair' by value, .*\n    # lamp_pair\(lamp\) as Pair;", draft);
        Assert.Matches(@"(?m)^#     decide: parameter 'pair' of 'lamp_pairs' .*\n#     lamp_pairs\(pair\);", draft);
    }

    [HeaderFact("/usr/include/zlib.h")]
    public void Zlib() => AssertAccountsForAll("zlib.h");

    [HeaderFact("/usr/include/libusb-1.0/libusb.h")]
    public void Libusb() => Assert.Contains("    refcounted libusb_ref_device / libusb_unref_device;", AssertAccountsForAll("libusb-1.0/libusb.h"), StringComparison.Ordinal);

    [HeaderFact("/usr/include/sqlite3.h")]
    public void Sqlite() => AssertAccountsForAll("sqlite3.h");

    [HeaderFact("/usr/include/stdio.h")]
    public void C_library() => AssertAccountsForAll("stdlib.h");

    [Theory]
    [InlineData("__drm_dev_get", "drm dev get")]
    [InlineData("drmModeFreePlane", "drm mode free plane")]
    [InlineData("XML_ParserCreate", "xml parser create")]
    [InlineData("_", "")]
    public void Names_are_words(string name, string words) => Assert.Equal(words, string.Join(' ', NameWords.Of(name)));

    /// <summary>Every function has a rule or a question.</summary>
    private static string AssertAccountsForAll(string header)
    {
        var facts = Drafts.OfLibrary(header);
        var draft = Drafts.Text(facts);
        var words = Regex.Matches(Regex.Replace(draft, "# evidence: .*|(?m)^#? *evidence: .*", ""), @"\w+").Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        var missing = facts.Api.Functions.Select(function => function.Name).Where(name => !words.Contains(name));

        Assert.Empty(missing);
        return draft;
    }
}
