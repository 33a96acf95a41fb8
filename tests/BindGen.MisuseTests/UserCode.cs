using System.Globalization;
using System.Reflection;
using BindGen.Runtime;
using BindGen.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>
/// Members of a class in a user's project, compiled against generated bindings. A line that ends in <c>// error CS1234</c> must be refused
/// with that error and no other line with any; the control, which must compile, has instead of these lines those that begin with <c>//:</c>.
/// </summary>
internal sealed class UserCode
{
    private const string ErrorMark = "// error ";
    private const string ControlMark = "//: ";
    private const string Begin = "public sealed class Program\n{\n";
    private const int LinesBefore = 2;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private static readonly Lazy<MetadataReference[]> Framework = new(() =>
    [
        .. Directory.GetFiles(FrameworkDirectory(), "System*.dll").Where(IsManaged).Select(path => MetadataReference.CreateFromFile(path)),
    ]);
    private static readonly Lazy<UserCode> Linux = new(() => new UserCode("Linux", CompileLinux()));

    private readonly CSharpCompilation _project;
    private readonly CSharpCompilation _unsafeProject;

    private UserCode(string @namespace, MetadataReference bindings)
    {
        var usings = CSharpSyntaxTree.ParseText(
            $"global using System; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using BindGen.Runtime; global using {@namespace};", ParseOptions);
        MetadataReference[] references = [.. Framework.Value, MetadataReference.CreateFromFile(typeof(OwnedHandle).Assembly.Location), bindings];
        _project = CSharpCompilation.Create("User", [usings], references, Options(isUnsafe: false));
        _unsafeProject = _project.WithOptions(Options(isUnsafe: true));
    }

    public static IReadOnlyList<MetadataReference> FrameworkReferences => Framework.Value;

    /// <summary>A project that uses the bindings of tests/native/concepts.</summary>
    public static UserCode OfConcepts { get; } = new("Concepts", MetadataReference.CreateFromFile(typeof(Concepts.Counted).Assembly.Location));

    /// <summary>A project that uses other bindings of the concepts.</summary>
    public static UserCode Of(string bindings) => new("Concepts", MetadataReference.CreateFromFile(bindings));

    /// <summary>A project that uses the bindings of the kernel.</summary>
    public static UserCode OfLinux => Linux.Value;

    /// <summary>The lines that are marked are refused with what they are marked with; without them the rest compiles.</summary>
    public void Refuses(string members, bool isUnsafe = false)
    {
        var lines = members.ReplaceLineEndings("\n").Split('\n');
        var expected = lines.Select((line, index) => (index + 1, Mark(line))).Where(marked => marked.Item2 is not null).Select(marked => $"{marked.Item1}: {marked.Item2}");
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Errors(members, isUnsafe));
        Compiles(string.Join('\n', lines.Select(Control)), isUnsafe);
    }

    public void Compiles(string members, bool isUnsafe = false) => Assert.Equal([], Errors(members, isUnsafe));

    /// <summary>Writes the program as a library, unsafe code and all.</summary>
    public void Emit(string members, Stream image)
    {
        var result = Compilation(members, isUnsafe: true).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }

    private IEnumerable<string> Errors(string members, bool isUnsafe)
    {
        var compilation = Compilation(members, isUnsafe);
        // What cannot live across an await is only found when code is made.
        return compilation.GetDiagnostics().Concat(compilation.Emit(Stream.Null).Diagnostics)
            .Where(found => found.Severity == DiagnosticSeverity.Error)
            .Select(found => (Line: found.Location.GetLineSpan().StartLinePosition.Line + 1 - LinesBefore, Found: found))
            .OrderBy(error => error.Line)
            .Select(error => string.Create(CultureInfo.InvariantCulture, $"{error.Line}: {error.Found.Id}"))
            .Distinct();
    }

    private CSharpCompilation Compilation(string members, bool isUnsafe) =>
        (isUnsafe ? _unsafeProject : _project).AddSyntaxTrees(CSharpSyntaxTree.ParseText($"{Begin}{members}\n}}", ParseOptions));

    // Not merely warned of inside unsafe code: what escapes there is an error, too.
    private static CSharpCompilationOptions Options(bool isUnsafe) =>
        new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: isUnsafe, nullableContextOptions: NullableContextOptions.Enable,
            specificDiagnosticOptions: [new("CS9080", ReportDiagnostic.Error)]);

    private static string? Mark(string line) => line.LastIndexOf(ErrorMark, StringComparison.Ordinal) is >= 0 and var at ? line[(at + ErrorMark.Length)..].Trim() : null;

    private static string Control(string line) =>
        Mark(line) is not null ? ""
        : line.TrimStart().StartsWith(ControlMark, StringComparison.Ordinal) ? line.TrimStart()[ControlMark.Length..]
        : line;

    /// <summary>From the committed sources: what they declare, without the bodies.</summary>
    private static PortableExecutableReference CompileLinux()
    {
        var sources = Directory.GetFiles(Repository.PathOf("output", "linux-6.12"), "*.cs", SearchOption.AllDirectories);
        var compilation = CSharpCompilation.Create(
            "Linux", sources.AsParallel().Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), ParseOptions, path)),
            [.. Framework.Value, MetadataReference.CreateFromFile(typeof(OwnedHandle).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image, options: new EmitOptions(metadataOnly: true));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string FrameworkDirectory() => Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
