using System.Xml.Linq;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Ownership;
using BindGen.Rules;
using BindGen.Tests.Clang;
using BindGen.Tests.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using static VerifyXunit.Verifier;

namespace BindGen.Tests.Comments;

/// <summary>Comments of headers as documentation of generated code, with <c>--docs full</c>.</summary>
public sealed class DocumentationTests
{
    private const string Commented =
        """
        /**
         * struct thing - what is opened
         * @state: whether it is open
         *
         * Things are made by thing_open().
         */
        struct thing {
            int state;
            /** @mode: how it was opened, see &enum thing_mode */
            unsigned mode : 2;
            int plain;
        };
        /** How a thing is opened. */
        enum thing_mode {
            THING_READ, /**< to look at it */
            /** to change it */
            THING_WRITE,
        };
        /**
         * thing_get - Take a reference to @thing.
         * @thing: what to keep
         * Return: @thing, for thing_put() and unknown().
         */
        struct thing *thing_get(struct thing *thing);
        void thing_put(struct thing *thing);
        /**
         * thing_rename - Give a &struct thing another name.
         * @thing: the thing
         * @name: its new name, never ``""``
         * Context: Any.
         * Return: 0 or a negative error number.
         */
        int thing_rename(struct thing *thing, const char *name);
        """;

    private const string Rules =
        """
        handle Thing = struct thing {
            refcounted thing_get / thing_put;
            thing_rename(thing, name: string) as Rename -> errno;
        }
        """;

    [LibClangFact]
    public Task Comments_become_documentation() => Verify(Emit(Commented, Rules));

    [LibClangFact]
    public void Captures_and_their_output_hold_no_text()
    {
        var (api, _) = Parse(Commented);

        Assert.DoesNotContain("what is opened", ApiWriter.Write(api), StringComparison.Ordinal);
        Assert.DoesNotContain("what is opened", string.Concat(Files(api, Rules, null).Select(file => file.Text)), StringComparison.Ordinal);
    }

    public static TheoryData<string> Hostile =>
    [
        "</summary><script>alert(1)</script>",
        "]]> <![CDATA[ <!-- --> &amp; &bogus; &#0; <see cref=\"x",
        "quote \" ' and ``<c>``, %<x>, &struct <y>, @<z>",
        "controls \u0001 \u0000x \u001b[31m \u0085 next \u2028 line \u2029 end \ufffe \uffff",
        "*\\/ // /// #error no \\u000a public class Evil { }",
        "half \ud83d of a pair, and a whole one \ud83d\ude00",
        "&__arglist, &struct file, @params, class(), void()",
    ];

    /// <summary>Whatever a comment holds, the generated file is the same code with well-formed XML.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void No_comment_breaks_out_of_its_documentation(string text)
    {
        var api = Api("(thing *struct thing, params int) int");
        var raw = $"/**\n * f - {text}\n * @thing: {text}\n * @params: {text}\n *\n * {text}\n * Context: {text}\n * Return: {text}\n */";
        var comments = new CommentIndex(CommentIndex.Empty.Comments
            .Add(CommentIndex.FunctionKey("f"), CommentParser.Parse(raw)!)
            .Add(CommentIndex.RecordKey("thing"), CommentParser.Parse(raw)!)
            .Add(CommentIndex.MemberKey("thing", "state"), CommentParser.Parse($"/** {text} */")!));

        var plain = Files(api, "", null).ToDictionary(file => file.Path, file => Code(file.Text));
        foreach (var file in Files(api, "", comments))
        {
            Assert.Equal(plain[file.Path], Code(file.Text));
            AssertWellFormed(file.Text);
        }
    }

    [KernelFact("6.12")]
    public void The_kernels_own_comments_are_well_formed_and_refer_to_what_is_there()
    {
        var tree = BindGen.Kernels.KernelTree.Find("6.12", KernelHeaders.X64)!;
        var diagnostics = new DiagnosticBag();
        var request = new ParseRequest(
            "linux.h", Repository.Read("headers", "linux", "linux.h"), KernelModel.Api("6.12").Headers, tree.Arguments(TestHeader.LibClang.ResourceInclude), tree.Target, tree.Exports.Find)
        {
            Prototypes = PrototypeBinder.Select(KernelModel.Rules(), ApiVersion.Parse("6.12")),
        };
        var parsed = new HeaderParser(TestHeader.LibClang).ParseWithComments(request, diagnostics)!;

        Assert.InRange(parsed.Comments.Comments.Count, 60, 2000);
        var files = Files(parsed.Api, null, parsed.Comments);
        Assert.All(files, file => AssertWellFormed(file.Text));
        Assert.Empty(DocumentationFindings(files));
    }

    private static (CApi Api, CommentIndex Comments) Parse(string header)
    {
        var diagnostics = new DiagnosticBag();
        var parsed = new HeaderParser(TestHeader.LibClang).ParseWithComments(TestHeader.Request(TestHeader.LibClang, header), diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return (parsed!.Api, parsed.Comments);
    }

    private static string Emit(string header, string rules)
    {
        var (api, comments) = Parse(header);
        var files = Files(api, rules, comments);
        Assert.Empty(DocumentationFindings(files));
        return string.Join("\n", files.Select(file => $"==== {file.Path}\n{file.Text}"));
    }

    private static CApi Api(string signature)
    {
        var diagnostics = new DiagnosticBag();
        var api = ApiReader.Read(
            "a.api", $"bindgen-api 1\ntarget x86_64-linux-gnu\n\nfunction f\n  at a.h:1\n  {signature}\n\nstruct file\n  at a.h:2\n  size 4 align 4\n  0 a int\n\nstruct thing\n  at a.h:3\n  size 4 align 4\n  0 state int\n\nend\n", diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return api!;
    }

    /// <param name="rules">Null for the committed rules of the kernel.</param>
    private static IReadOnlyList<GeneratedFile> Files(CApi api, string? rules, CommentIndex? comments)
    {
        var diagnostics = new DiagnosticBag();
        var model = Binder.Bind(
            "Sample", "sample", api, ApiVersion.Parse("6.12"),
            rules is null ? KernelModel.Rules() : [RulesParser.Parse("sample.rules", rules, diagnostics)], diagnostics);
        var files = Emitter.Emit(model!, null, diagnostics, comments);
        Assert.Empty(diagnostics.ToSorted());
        return [.. files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))];
    }

    /// <summary>The lines that are no documentation.</summary>
    private static string Code(string text) =>
        string.Join("\n", text.Split('\n').Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)));

    private static void AssertWellFormed(string text)
    {
        var block = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            if (line.TrimStart().StartsWith("///", StringComparison.Ordinal))
            {
                block.Add(line.TrimStart()[3..]);
                continue;
            }
            if (block.Count > 0)
                XElement.Parse($"<doc>{string.Join("\n", block)}</doc>");
            block.Clear();
        }
    }

    private static IEnumerable<string> DocumentationFindings(IReadOnlyList<GeneratedFile> files)
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Diagnose);
        // A compiler does not report warnings of files that say they are generated.
        var trees = files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(file.Text.Replace("<auto-generated>", "", StringComparison.Ordinal), options, file.Path));
        return CSharpCompilation.Create(
                "UnderTest", trees, BindGen.Check.CompileReferences.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true))
            .GetDiagnostics()
            .Where(found => found.Id is "CS1570" or "CS1571" or "CS1572" or "CS1574" or "CS1584" or "CS1587" or "CS1658" || found.Severity == DiagnosticSeverity.Error)
            .Select(found => found.ToString());
    }
}
