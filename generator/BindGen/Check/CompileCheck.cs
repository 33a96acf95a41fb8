using System.Globalization;
using BindGen.Diagnostics;
using BindGen.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Diagnostic = BindGen.Diagnostics.Diagnostic;

namespace BindGen.Check;

/// <summary>
/// Compiles generated C# in memory, before anything is written, so that a defect of a template is found at the place in the
/// template's output and never reaches a user's build. Thread-safe.
/// </summary>
/// <param name="cacheDirectory">Where to remember what has compiled, so that it is not compiled again; null for nowhere.</param>
internal sealed class CompileCheck(string? cacheDirectory = null)
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.None);

    // Annotations, not Enable: nullable warnings are the business of the build that uses the code, and finding them costs time.
    private static readonly CSharpCompilationOptions CompilationOptions = new(
        OutputKind.DynamicallyLinkedLibrary,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        concurrentBuild: true);

    private const int HighestWarningLevel = 9999;

    private const string WarmingText =
        """
        namespace Warming;
        public sealed unsafe class C : System.IDisposable
        {
            [System.Runtime.InteropServices.DllImport("c")] private static extern int f(C* a, delegate* unmanaged<void*, int> b);
            private readonly System.Collections.Generic.List<string?> _items = [];
            public int this[int i] => _items.Count + i;
            public void Dispose() { foreach (var item in _items) { if (item is { Length: > 0 } text) System.GC.KeepAlive($"{text}"); } }
        }
        """;

    private static readonly Lazy<Task<int>> Warming = new(() => Task.Run(() => Compile([new GeneratedFile("Warming.cs", WarmingText, "", "")]).Count));

    private readonly CompileMemory _memory = new(cacheDirectory);

    /// <summary>
    /// Begins to load the compiler on another thread, which takes longer than most compilations. Worth calling when a run starts.
    /// </summary>
    public static Task<int> Warm() => Warming.Value;

    /// <summary>
    /// Guesses from the files that a run reads whether it will have to compile, and if so begins to load the compiler. A wrong guess costs
    /// time and nothing else.
    /// </summary>
    /// <returns>What to hand to <see cref="Remember"/> when everything has compiled.</returns>
    public string Prepare(IEnumerable<string> inputs)
    {
        var guess = CompileMemory.Key(inputs.Select(path => new FileInfo(path)).Select(file =>
            file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}") : file.FullName));
        if (!_memory.Knows(guess))
            Warm();
        return guess;
    }

    /// <summary>Runs that read the same files need no compiler, unless their output is another.</summary>
    public void Remember(string guess) => _memory.Remember(guess);

    /// <summary>Whether <paramref name="files"/> together compile. Adds one BG0500 for each error of the C# compiler.</summary>
    public bool Run(IReadOnlyList<GeneratedFile> files, DiagnosticBag diagnostics)
    {
        var key = CompileMemory.Key(files);
        if (_memory.Knows(key))
            return true;

        var errors = Compile(files);
        if (errors.Count == 0)
            _memory.Remember(key);
        diagnostics.AddRange(errors);
        return errors.Count == 0;
    }

    /// <summary>Compiles without a memory into <paramref name="image"/>, and reports the warnings too: all that the compiler has, as in a
    /// build that treats them as errors.</summary>
    public static IReadOnlyList<Diagnostic> Build(IReadOnlyList<GeneratedFile> files, Stream image) =>
        Compile(
            files, CompilationOptions.WithNullableContextOptions(NullableContextOptions.Enable).WithWarningLevel(HighestWarningLevel), DiagnosticSeverity.Warning,
            compilation => compilation.Emit(image).Diagnostics);

    private static List<Diagnostic> Compile(IReadOnlyList<GeneratedFile> files) =>
        Compile(files, CompilationOptions, DiagnosticSeverity.Error, compilation => compilation.GetDiagnostics());

    private static List<Diagnostic> Compile(
        IReadOnlyList<GeneratedFile> files, CSharpCompilationOptions options, DiagnosticSeverity least, Func<CSharpCompilation, IEnumerable<Microsoft.CodeAnalysis.Diagnostic>> compile)
    {
        var trees = new SyntaxTree[files.Count];
        Parallel.For(0, files.Count, i => trees[i] = CSharpSyntaxTree.ParseText(SourceText.From(files[i].Text), ParseOptions, files[i].Path));
        var byTree = trees.Zip(files).ToDictionary(pair => pair.First, pair => pair.Second);
        return
        [
            .. compile(CSharpCompilation.Create("Generated", trees, CompileReferences.All, options))
                .Where(found => found.Severity >= least)
                .Select(found => Describe(found, found.Location.SourceTree is { } tree ? byTree[tree] : null)),
        ];
    }

    private static Diagnostic Describe(Microsoft.CodeAnalysis.Diagnostic found, GeneratedFile? file)
    {
        var message = $"{found.Id}: {found.GetMessage(CultureInfo.InvariantCulture)}";
        if (file is null)
            return new Diagnostic(DiagnosticKinds.GeneratedCodeDoesNotCompile, null, message);

        var start = found.Location.GetLineSpan().StartLinePosition;
        var end = found.Location.GetLineSpan().EndLinePosition;
        var line = found.Location.SourceTree!.GetText().Lines[start.Line].ToString().Trim();
        return new Diagnostic(
            DiagnosticKinds.GeneratedCodeDoesNotCompile,
            new SourceSpan(file.Path, start.Line + 1, start.Character + 1, end.Line + 1, end.Character + 1),
            $"{message}, in '{line}'",
            $"written by the template {file.Template} for {file.Symbol}; nothing has been stored. Correct the template, or the rule if it asks for what C# cannot say.");
    }
}
