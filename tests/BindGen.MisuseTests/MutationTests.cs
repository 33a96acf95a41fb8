using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using BindGen.Runtime;
using BindGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Takes each protection out once: what it protected from must then happen.</summary>
public sealed class MutationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    public static TheoryData<string> Names() => new(Mutation.All.Select(mutation => mutation.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_test_fails_without_it(string name)
    {
        var mutation = Mutation.All.Single(mutation => mutation.Name == name);
        var directory = Directory.CreateTempSubdirectory("bindgen-mutant-");
        try
        {
            Build(mutation, directory.FullName);
            var ended = Child.Start(Patience, [], Child.Mutant, directory.FullName, mutation.Test);
            Assert.True(ended.ExitCode != 0, "the test passes");
            Assert.True(ended.Text.Contains(mutation.Shows, StringComparison.Ordinal), ended.Text);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static void Build(Mutation mutation, string directory)
    {
        if (mutation.File.EndsWith(".rules", StringComparison.Ordinal))
            BuildConcepts(directory, null, Path.GetFileName(mutation.File), Mutated(mutation));
        else if (mutation.File.StartsWith("templates/", StringComparison.Ordinal))
            BuildConcepts(directory, mutation, null, null);
        else
            BuildRuntime(directory, mutation);
    }

    /// <summary>The bindings, with one template or one rules file changed.</summary>
    private static void BuildConcepts(string directory, Mutation? template, string? rules, string? text)
    {
        string? templates = null;
        if (template is not null)
        {
            templates = Path.Combine(directory, "templates");
            var path = Path.Combine(directory, template.File);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Mutated(template));
        }
        var diagnostics = new DiagnosticBag();
        var files = Directory.GetFiles(Repository.PathOf("tests", "native", "concepts"), "*.rules").Order(StringComparer.Ordinal)
            .Select(path => RulesParser.Parse(path, Path.GetFileName(path) == rules ? text! : File.ReadAllText(path), diagnostics)).ToImmutableArray();
        var api = ApiReader.Read("concepts.api", File.ReadAllText(Repository.PathOf("tests", "native", "concepts", "linux", "concepts.api")), diagnostics);
        var model = Binder.Bind("Concepts", "concepts", api!, null, files, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        var emitted = Emitter.Emit(model!, templates, diagnostics).Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));
        Compile("BindGen.Concepts", directory, emitted.Select(file => (file.Path, file.Text)), [MetadataReference.CreateFromFile(typeof(OwnedHandle).Assembly.Location)]);
    }

    private static void BuildRuntime(string directory, Mutation mutation)
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var changed = Repository.PathOf(mutation.File);
        var sources = Directory.GetFiles(Path.GetDirectoryName(changed)!, "*.cs").Select(path => (path, path == changed ? Mutated(mutation) : File.ReadAllText(path)));
        Compile("BindGen.Runtime", directory, sources.Append(("Usings.cs", Usings)), []);
    }

    private static void Compile(string name, string directory, IEnumerable<(string Path, string Text)> sources, IEnumerable<MetadataReference> references)
    {
        var compilation = CSharpCompilation.Create(
            name, sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path)), [.. UserCode.FrameworkReferences, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        var result = compilation.Emit(Path.Combine(directory, $"{name}.dll"));
        Assert.Empty(result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    private static string Mutated(Mutation mutation)
    {
        var text = File.ReadAllText(Repository.PathOf(mutation.File)).ReplaceLineEndings("\n");
        Assert.Contains(mutation.From, text, StringComparison.Ordinal);
        return text.Replace(mutation.From, mutation.To, StringComparison.Ordinal);
    }
}
