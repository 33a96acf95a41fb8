using System.Collections.Immutable;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Annotations;

/// <summary>C text with annotations, parsed as a header that includes <c>bindgen.h</c>, and bound with rules or without.</summary>
internal static class AnnotatedHeader
{
    public static CApi Parse(string text) => TestHeader.Parse($"#include <bindgen.h>\n{text}", "-I", Repository.PathOf("headers"));

    /// <summary>tests/native/annotated/lamps.h, as a user names it.</summary>
    public static CApi Lamps()
    {
        var diagnostics = new DiagnosticBag();
        var arguments = ClangArguments.ForLibrary(TestHeader.LibClang, TestHeader.Target.Triple, ["-I", Repository.PathOf("tests", "native", "annotated"), "-I", Repository.PathOf("headers")]);
        var api = new HeaderParser(TestHeader.LibClang).Parse(ParseRequest.ForHeaders(["lamps.h"], arguments, TestHeader.Target), diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return api!;
    }

    public static (OwnershipModel? Model, ImmutableArray<Diagnostic> Found) Bind(CApi api, string rules = "")
    {
        var diagnostics = new DiagnosticBag();
        var file = RulesParser.Parse("test.rules", rules, diagnostics);
        var model = Binder.Bind("Lamps", "lamps", api, null, [file], diagnostics);
        return (model, diagnostics.ToSorted());
    }

    public static string[] Messages(ImmutableArray<Diagnostic> found) => [.. found.Select(item => $"{item.Span} {item.Kind.Id}: {item.Message}")];
}
