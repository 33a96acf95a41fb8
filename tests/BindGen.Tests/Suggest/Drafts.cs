using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Ownership;
using BindGen.Pipeline;
using BindGen.Rules;
using BindGen.Suggest;
using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Suggest;

/// <summary>Drafts of headers, and what they mean.</summary>
internal static class Drafts
{
    public static HeaderFacts OfKernel(string series, string arch, params string[] headers) => Read(new HeaderRequest([.. headers], [], [], series, arch));

    public static HeaderFacts OfLibrary(string header, params string[] arguments) => Read(new HeaderRequest([header], [], [.. arguments], null, ""));

    public static HeaderFacts OfCapture(CApi api) => new(api, CommentIndex.Empty, AttributeIndex.Empty);

    /// <summary>Of C text as the header <c>test.h</c>.</summary>
    public static HeaderFacts OfText(string text)
    {
        var diagnostics = new DiagnosticBag();
        var facts = new HeaderParser(TestHeader.LibClang).ParseFacts(TestHeader.Request(TestHeader.LibClang, text), diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return facts!;
    }

    /// <summary>The text, after it was parsed and bound without a finding, and found to be formatted.</summary>
    public static string Text(HeaderFacts facts)
    {
        var text = Drafter.Write(facts);
        Bind(text, facts.Api);
        Assert.Equal(text, RulesFormatter.Format("draft.rules", text, new DiagnosticBag()));
        return text;
    }

    public static OwnershipModel Bind(string text, CApi api)
    {
        var diagnostics = new DiagnosticBag();
        var model = Binder.Bind("Draft", "draft", api, null, [RulesParser.Parse("draft.rules", text, diagnostics)], diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return model!;
    }

    private static HeaderFacts Read(HeaderRequest request)
    {
        var diagnostics = new DiagnosticBag();
        var facts = HeaderSource.ReadFacts(request, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return facts!;
    }
}
