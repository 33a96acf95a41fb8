using BindGen.Emit;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BindGen.Tests.Emit;

public sealed class CSharpNameTests
{
    /// <summary>The compiler's own list: a keyword of a later language version must not be missed.</summary>
    [Fact]
    public void Every_keyword_of_the_language_is_escaped()
    {
        foreach (var kind in SyntaxFacts.GetReservedKeywordKinds())
        {
            var keyword = SyntaxFacts.GetText(kind);
            Assert.Equal("@" + keyword, CSharpName.Escape(keyword));
            Assert.Equal("@" + keyword, CSharpName.EscapeType(keyword));
        }
    }

    [Theory]
    [InlineData("record")]
    [InlineData("file")]
    [InlineData("field")]
    [InlineData("var")]
    [InlineData("dynamic")]
    [InlineData("nint")]
    [InlineData("required")]
    [InlineData("scoped")]
    [InlineData("partial")]
    [InlineData("where")]
    [InlineData("await")]
    [InlineData("extension")]
    public void Contextual_keywords_are_escaped_as_types_alone(string name)
    {
        Assert.Equal("@" + name, CSharpName.EscapeType(name));
        Assert.Equal(name, CSharpName.Escape(name));
    }

    /// <summary>Whatever the language means by a word, the escaped name of a type, a field, a parameter and an enumerator compiles.</summary>
    [Fact]
    public void Any_word_of_the_language_can_be_a_name()
    {
        var words = SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText)
            .Where(word => word.All(c => char.IsAsciiLetter(c) || c == '_')).Distinct().Order(StringComparer.Ordinal).ToList();
        var declarations = words.Select((word, i) =>
            $$"""
            namespace N{{i}} {
                public unsafe struct {{CSharpName.EscapeType(word)}} { public int {{CSharpName.Escape("a")}}; public {{CSharpName.EscapeType(word)}}* next; }
                public enum E { {{CSharpName.Escape(word)}} = 1 }
                public unsafe struct S { public {{CSharpName.EscapeType(word)}} {{(CSharpName.Escape(word))}}; }
                public static unsafe class M { public static void {{CSharpName.Escape(word)}}({{CSharpName.EscapeType(word)}}* {{CSharpName.Escape(word)}}) { var x = {{CSharpName.Escape(word)}}; x->next = null; } }
            }
            """);
        var tree = CSharpSyntaxTree.ParseText(string.Join('\n', declarations), new CSharpParseOptions(LanguageVersion.Preview));
        var errors = CSharpCompilation.Create("Words", [tree], BindGen.Check.CompileReferences.All, new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true))
            .GetDiagnostics().Where(found => found.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);

        Assert.True(words.Count > 100);
        Assert.Equal([], errors.Select(RawAssembly.Describe));
    }

    [Theory]
    [InlineData("iommu_dev", "iommuDev")]
    [InlineData("new", "@new")]
    [InlineData("params", "@params")]
    [InlineData("_", "value")]
    [InlineData("PAGE_SIZE", "pageSize")]
    public void A_parameter_is_in_camel_case(string name, string expected) => Assert.Equal(expected, CSharpName.Camel(name));

    [Fact]
    public void An_escape_can_be_taken_off() => Assert.Equal(["new", "size"], new[] { "@new", "size" }.Select(CSharpName.Bare));
}
