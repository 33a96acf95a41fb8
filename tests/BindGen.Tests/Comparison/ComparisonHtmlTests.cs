using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using BindGen.Comparison;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Tests.Emit;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Comparison;

/// <summary>What is in the page of a comparison.</summary>
public sealed partial class ComparisonHtmlTests
{
    private static readonly string Sample = Page(SampleComparison.Value);

    internal static string Page(ApiComparison comparison)
    {
        var diagnostics = new DiagnosticBag();
        var page = ComparisonHtml.Write(comparison, new TemplateSet(null, diagnostics));
        Assert.Empty(diagnostics.ToSorted());
        return page!;
    }

    [Fact]
    public Task A_change_is_a_card() => Verifier.Verify(Card("lamp_open") + Card("LampLock"));

    [Fact]
    public void It_is_the_same_again() => Assert.Equal(Sample, Page(SampleComparison.Value));

    [Fact]
    public void Texts_stay_texts()
    {
        Assert.DoesNotContain("<img", Sample, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, Regex.Count(Sample, "<script"));
        Assert.Equal(1, Regex.Count(Sample, "</script"));
        Assert.DoesNotMatch(AttributeOfScripts(), Sample);
    }

    [Fact]
    public void It_names_nothing_outside()
    {
        Assert.DoesNotMatch(@"https?:|//[a-z0-9-]+\.[a-z]|\bsrc=|@import|url\(", Sample.Replace(System.Net.WebUtility.HtmlEncode(SampleComparison.Hostile), "", StringComparison.Ordinal));
    }

    [Fact]
    public void The_policy_allows_its_own_style_and_script_alone()
    {
        var policy = Regex.Match(Sample, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;

        Assert.Equal($"default-src 'none'; style-src '{Hash("style")}'; script-src '{Hash("script")}'; base-uri 'none'; form-action 'none'", policy);

        static string Hash(string element) =>
            $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Regex.Match(Sample, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value)))}";
    }

    [Fact]
    public void Every_change_has_an_address_of_its_own()
    {
        var ids = Regex.Matches(Sample, " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.Superset(new HashSet<string> { "lamp", "lamp~function", "LampLock", SampleComparison.LongName, "lamp_group_14" }, ids.ToHashSet());
        Assert.Equal(SampleComparison.Value.Changes.Length, Regex.Count(Sample, "<details class=\"card\""));
    }

    [Theory]
    [InlineData("search", "search~function")]
    [InlineData("keys", "keys~function")]
    [InlineData("struct (anonymous at 3)", "struct--anonymous-at-3-")]
    public void An_address_is_no_part_of_the_page_and_has_no_spaces(string name, string id)
    {
        var change = SampleComparison.Value.Changes.First(change => change.Subject == SubjectKind.Function) with { Name = name };

        var page = Page(SampleComparison.Value with { Changes = [change] });

        Assert.Contains($"<details class=\"card\" id=\"{id}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_that_are_the_same_have_a_page_that_says_so()
    {
        var page = Page(SampleComparison.Value with { Changes = [] });

        Assert.Contains("The two have the same declarations", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<details", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_template_of_the_user_is_reported()
    {
        using var folder = new TemporaryFolder();
        folder.Write("report/page.sbn-css", "{{ nonsense.more }}");
        var diagnostics = new DiagnosticBag();

        Assert.Null(ComparisonHtml.Write(SampleComparison.Value, new TemplateSet(folder.Path, diagnostics)));

        Assert.Equal(["BG0400"], diagnostics.ToSorted().Select(found => found.Kind.Id));
    }

    [Theory]
    [InlineData("result: owned Device, nullable", "owned nullable")]
    [InlineData("dev: consumed Device on failure", "consumed")]
    [InlineData("cfg: retained pointer while Table, requires Bound", "retained requires")]
    [InlineData("counted by get_device and put_device", "refcounted")]
    [InlineData("items: elements counted by count, nullable", "nullable")]
    [InlineData("owned by nobody", "")]
    [InlineData("fn: callback during call: match(cookie, dev: borrowed Device) -> bool", "borrowed callbacks")]
    [InlineData("result: string, copied: device_rename() may replace it", "unstable")]
    [InlineData("result: borrowed Class, or an error pointer", "borrowed errptr")]
    [InlineData("result: error number", "errno")]
    [InlineData("skipped: what is owned here is borrowed there", "skipped")]
    [InlineData("cookie: not given to C#: always null", "opaque")]
    [InlineData("freed by free_io_pgtable_ops, unsafe PGT-LIVE: hardware must have stopped", "unsafe")]
    public void Badges_are_what_the_facts_say(string fact, string words)
    {
        var side = new DeclarationSide("", "", "", [fact]);

        Assert.Equal(words, string.Join(' ', OwnershipBadge.Of(side, side).Select(badge => badge.Word)));
    }

    [Fact]
    public void A_badge_says_what_came_and_what_went()
    {
        var badges = OwnershipBadge.Of(new("", "", "", ["a: borrowed A", "b: consumed B"]), new("", "", "", ["a: borrowed A", "b: retained B"]));

        Assert.Equal<OwnershipBadge>([new("borrowed", "both"), new("consumed", "gone"), new("retained", "new")], badges);
        Assert.Equal<OwnershipBadge>([new("borrowed", "both")], OwnershipBadge.Of(null, new("", "", "", ["a: borrowed A"])));
    }

    private static string Card(string id)
    {
        var start = Sample.IndexOf($"<details class=\"card\" id=\"{id}\"", StringComparison.Ordinal);
        const string End = "</details>\n";
        return Sample[start..(Sample.IndexOf(End, start, StringComparison.Ordinal) + End.Length)];
    }

    [GeneratedRegex(@"<[^>]*\s(on\w+|style)\s*=")]
    private static partial Regex AttributeOfScripts();
}
