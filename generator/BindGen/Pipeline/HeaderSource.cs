using System.Collections.Immutable;
using System.Runtime.InteropServices;
using BindGen.Check.Compiled;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Kernels;
using BindGen.Model;
using BindGen.Model.Comments;

namespace BindGen.Pipeline;

/// <summary>Gets the C API of headers that no project names.</summary>
internal sealed class HeaderSource(HeaderRequest request, DiagnosticBag diagnostics)
{
    // Unlike the name of any header, which the text in memory would hide.
    private const string UmbrellaName = "bindgen-umbrella.h";

    /// <summary>The file name of a captured API ends so.</summary>
    public const string CaptureExtension = ".api";

    /// <summary>The headers that were named as files: by the name that they have for <c>#include</c>, as the user named them.</summary>
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    private ParseRequest? _parsed;

    /// <returns>Null after an error was reported.</returns>
    public static CApi? Read(HeaderRequest request, DiagnosticBag diagnostics) => new HeaderSource(request, diagnostics).Read();

    /// <summary>As <see cref="Read(HeaderRequest, DiagnosticBag)"/>, with what comments and attributes say; a captured API has neither.</summary>
    public static HeaderFacts? ReadFacts(HeaderRequest request, DiagnosticBag diagnostics) =>
        new HeaderSource(request, diagnostics).Read((parser, parse, found) => parser.ParseFacts(parse, found), api => new HeaderFacts(api, CommentIndex.Empty, AttributeIndex.Empty));

    /// <summary>Reads headers, and says how a compiler is given them. A captured API has none.</summary>
    public static (CApi Api, CheckedHeaders Headers)? ReadForCompiler(HeaderRequest request, DiagnosticBag diagnostics)
    {
        var source = new HeaderSource(request, diagnostics);
        return source.Read() is { } api && source._parsed is { } parsed
            ? (api, new CheckedHeaders(parsed.UmbrellaText, ".", parsed.Target.Triple, resources => [.. source.ForCompiler(parsed.Target.Triple, resources), .. request.ClangArguments]))
            : null;
    }

    private IEnumerable<string> ForCompiler(string triple, string resources) =>
        request.Kernel is { } series && KernelTree.Find(series, request.Arch) is { } tree
            ? [.. tree.Arguments(resources), .. tree.Arch.CompileFlags]
            : ["-x", "c", "-std=gnu11", $"--target={triple}"];

    private CApi? Read() => Read((parser, parse, found) => parser.Parse(parse, found), api => api);

    private T? Read<T>(Func<HeaderParser, ParseRequest, DiagnosticBag, T?> read, Func<CApi, T> ofCapture)
        where T : class
    {
        if (request.Headers is [var only] && only.EndsWith(CaptureExtension, StringComparison.Ordinal))
            return TextFile.Read(only, diagnostics) is { } text && ApiReader.Read(only, text, diagnostics) is { } captured ? ofCapture(captured) : null;
        if (LibClang.Load(diagnostics) is not { } libclang)
            return null;
        if (Request(libclang) is not { } parse)
            return null;
        _parsed = parse;
        var found = new DiagnosticBag();
        var result = read(new HeaderParser(libclang), parse, found);
        diagnostics.AddRange(found.ToSorted().Select(AtTheUsersFile));
        return result;
    }

    /// <summary>With the place under the name that the user gave the file, where an editor finds it.</summary>
    private Diagnostic AtTheUsersFile(Diagnostic diagnostic) =>
        diagnostic.Span is { } span && _files.TryGetValue(span.File, out var file) ? diagnostic with { Span = span with { File = file } } : diagnostic;

    private ParseRequest? Request(LibClang libclang)
    {
        if (request.Kernel is not { } series)
        {
            var target = new CTarget(Triple(request.ClangArguments), "", HasExportTable: false);
            return Request(libclang, ClangArguments.ForLibrary(libclang, target.Triple, request.ClangArguments), target);
        }
        if (KernelTree.Find(series, request.Arch) is { } tree && Request(libclang, [.. tree.Arguments(libclang.ResourceInclude), .. request.ClangArguments], tree.Target) is { } parse)
            return parse with { Exports = tree.Exports.Find };
        if (!diagnostics.HasErrors)
            diagnostics.Add(
                DiagnosticKinds.NoKernelHeaders, null, $"the headers of kernel {series} for {request.Arch} are not on this machine",
                TargetHeaders.HowToFetch(series, request.Arch));
        return null;
    }

    private ParseRequest? Request(LibClang libclang, ImmutableArray<string> arguments, CTarget target)
    {
        var search = new IncludeSearch(ClangArguments.IncludeDirectories(arguments, target.Triple));
        var files = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var names = ImmutableArray.CreateBuilder<string>();
        var umbrella = "";
        foreach (var header in request.Headers)
        {
            if (File.Exists(header))
            {
                var path = Path.GetFullPath(header);
                var name = search.NameOf(path) ?? Path.GetFileName(path);
                files[path] = name;
                _files[name] = header;
                names.Add(name);
                umbrella += $"#include \"{path}\"\n";
            }
            else if (search.Find(header) is not null || File.Exists(Path.Combine(libclang.ResourceInclude, header)) || ClangArguments.HasSearchOfItsOwn(arguments))
            {
                names.Add(header);
                umbrella += $"#include <{header}>\n";
            }
            else
            {
                diagnostics.Add(
                    DiagnosticKinds.UnreadableFile, SourceSpan.OfFile(header), $"there is no header '{header}': no file has this name, and no directory that '#include' searches",
                    "Name the file, or the directory that has it: bindgen … HEADER -- -I DIRECTORY");
            }
        }
        return diagnostics.HasErrors
            ? null
            : new ParseRequest(UmbrellaName, umbrella, [.. names.Distinct()], arguments, target) { Files = files.ToImmutable(), AlsoSelected = request.Also };
    }

    /// <summary>What the arguments compile for; without a word of theirs, this machine.</summary>
    public static string Triple(ImmutableArray<string> arguments)
    {
        const string Option = "--target=";
        for (var i = arguments.Length - 1; i >= 0; i--)
        {
            if (arguments[i].StartsWith(Option, StringComparison.Ordinal))
                return arguments[i][Option.Length..];
            if (i > 0 && arguments[i - 1] is "-target" or "--target")
                return arguments[i];
        }
        return RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
    }
}
