using System.Collections.Concurrent;
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
using Xunit.Sdk;

namespace BindGen.MisuseTests;

/// <summary>Takes each protection out once: what it protected from must then happen.</summary>
public sealed class MutationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly Lazy<CApi> Api = new(() =>
    {
        var diagnostics = new DiagnosticBag();
        var api = ApiReader.Read("concepts.api", File.ReadAllText(Repository.PathOf("tests", "native", "concepts", "linux", "concepts.api")), diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return api!;
    });

    // What all of them refer to is looked up once.
    private static readonly CSharpCompilation Bindings = Empty("BindGen.Concepts", MetadataReference.CreateFromFile(typeof(OwnedHandle).Assembly.Location));
    private static readonly CSharpCompilation RuntimeLibrary = Empty("BindGen.Runtime");

    // Most files are those of every other mutant.
    private static readonly ConcurrentDictionary<(string Path, string Text), SyntaxTree> Trees = new();

    // Two at a time: each is built here, and run in a process of its own.
    private static readonly Lazy<IReadOnlyDictionary<string, Task<Ended>>> Runs = new(() =>
        Mutation.All.AsParallel().WithDegreeOfParallelism(2).Select(mutation => (mutation.Name, Ended: Attempt(mutation))).ToDictionary(run => run.Name, run => run.Ended));

    public static TheoryData<string> Names() => new(Mutation.All.Select(mutation => mutation.Name));

    public static TheoryData<string> CompilerNames() => new(CompilerMutation.All.Select(mutation => mutation.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_test_fails_without_it(string name)
    {
        var ended = await Runs.Value[name];
        Assert.True(ended.ExitCode != 0, "the test passes");
        var shows = Mutation.All.Single(mutation => mutation.Name == name).Shows;
        Assert.True(ended.Text.Contains(shows, StringComparison.Ordinal), ended.Text);
    }

    [Theory]
    [MemberData(nameof(CompilerNames))]
    public void The_compiler_lets_it_pass_without_it(string name)
    {
        var mutation = CompilerMutation.All.Single(mutation => mutation.Name == name);
        Assert.Throws<EqualException>(() => UserCode.OfConcepts.Compiles(mutation.Members));
        In(directory =>
        {
            BuildConcepts(directory, mutation.File, Mutated(mutation.File, mutation.Edits));
            UserCode.Of(Path.Combine(directory, "BindGen.Concepts.dll")).Compiles(mutation.Members);
            return true;
        });
    }

    private static Ended Run(Mutation mutation, string directory)
    {
        var mutated = Mutated(mutation.File, (mutation.From, mutation.To));
        if (mutation.File.EndsWith(".cs", StringComparison.Ordinal))
            BuildRuntime(directory, Repository.PathOf(mutation.File), mutated);
        else
            BuildConcepts(directory, mutation.File, mutated);
        return Child.Start(Patience, [], Child.Mutant, directory, mutation.Test);
    }

    /// <summary>A protection that is not where it was fails its own test, and no other.</summary>
    private static Task<Ended> Attempt(Mutation mutation)
    {
        try
        {
            return Task.FromResult(In(directory => Run(mutation, directory)));
        }
        catch (XunitException exception)
        {
            return Task.FromException<Ended>(exception);
        }
    }

    private static T In<T>(Func<string, T> action)
    {
        var directory = Directory.CreateTempSubdirectory("bindgen-mutant-");
        try
        {
            return action(directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    /// <summary>The bindings, with one template or one rules file changed.</summary>
    private static void BuildConcepts(string directory, string changed, string text)
    {
        var templates = changed.StartsWith("templates/", StringComparison.Ordinal) ? Path.Combine(directory, "templates") : null;
        if (templates is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(directory, changed))!);
            File.WriteAllText(Path.Combine(directory, changed), text);
        }
        var diagnostics = new DiagnosticBag();
        var files = Directory.GetFiles(Repository.PathOf("tests", "native", "concepts"), "*.rules").Order(StringComparer.Ordinal)
            .Select(path => RulesParser.Parse(path, path == Repository.PathOf(changed) ? text : File.ReadAllText(path), diagnostics)).ToImmutableArray();
        var model = Binder.Bind("Concepts", "concepts", Api.Value, null, files, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        var emitted = Emitter.Emit(model!, templates, diagnostics).Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal));
        Emit(Bindings, directory, emitted.Select(file => (file.Path, file.Text)));
    }

    private static void BuildRuntime(string directory, string changed, string text)
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var sources = Directory.GetFiles(Path.GetDirectoryName(changed)!, "*.cs").Select(path => (path, path == changed ? text : File.ReadAllText(path)));
        Emit(RuntimeLibrary, directory, sources.Append(("Usings.cs", Usings)));
    }

    private static CSharpCompilation Empty(string name, params ReadOnlySpan<MetadataReference> references) => CSharpCompilation.Create(
        name, [], [.. UserCode.FrameworkReferences, .. references],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    private static void Emit(CSharpCompilation empty, string directory, IEnumerable<(string Path, string Text)> sources)
    {
        var trees = sources.Select(source => Trees.GetOrAdd(source, file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path)));
        var result = empty.AddSyntaxTrees(trees).Emit(Path.Combine(directory, $"{empty.AssemblyName}.dll"));
        Assert.Empty(result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
    }

    private static string Mutated(string file, params ReadOnlySpan<(string From, string To)> edits)
    {
        var text = File.ReadAllText(Repository.PathOf(file)).ReplaceLineEndings("\n");
        foreach (var (from, to) in edits)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }
        return text;
    }
}
