using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Emit;
using BindGen.Model;
using BindGen.Ownership;
using BindGen.Rules;
using BindGen.Runtime;
using BindGen.Tests.Clang;
using BindGen.Tests.Cli;
using BindGen.Tests.Emit;
using Microsoft.CodeAnalysis;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>A C library of tests/native, bound by rules or by its own annotations, with its shims built by their own Makefile; all of it loaded.</summary>
internal sealed class BoundLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AssemblyLoadContext _context;
    private readonly string _directory;
    private readonly string _name;
    private nint _library;

    /// <param name="path">Of the header and of the C file beside it, below tests/native and without its extension.</param>
    /// <param name="driver">C# that calls the safe layer.</param>
    /// <param name="isUnloadable">Whether C may not keep pointers to its code.</param>
    public BoundLibrary(string path, string project, string rules, string driver, bool isUnloadable = true)
    {
        _context = new AssemblyLoadContext("C library under test", isUnloadable);
        (_directory, _name) = (Repository.PathOf("tests", "native", Path.GetDirectoryName(path)!), Path.GetFileName(path));
        var model = Bind(project, rules);
        var diagnostics = new DiagnosticBag();
        foreach (var file in Emitter.Emit(model, null, diagnostics).Where(file => file.Path.StartsWith("shims/", StringComparison.Ordinal)))
            _folder.Write(file.Path, file.Text);
        Assert.Empty(diagnostics.ToSorted());
        Shims = File.ReadAllText(Path.Combine(_folder.Path, "shims/shims.c"));
        Build();

        using var image = new MemoryStream();
        var errors = RawAssembly.Compile(model, driver).Emit(image).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), string.Join("\n", errors.Select(RawAssembly.Describe)));
        image.Position = 0;
        Assembly = _context.LoadFromStream(image);
        NativeImports.SetResolver(Assembly, (_, _, _) => _library == 0 ? _library = NativeLibrary.Load(Path.Combine(_folder.Path, "shims/libbindgen_shims.so")) : _library);
    }

    public string Shims { get; }

    private Assembly Assembly { get; }

    public T Call<T>(string method) => (T)Assembly.GetType("Driver", throwOnError: true)!.GetMethod(method)!.Invoke(null, [])!;

    public void Dispose()
    {
        if (_context.IsCollectible)
            _context.Unload();
        _folder.Dispose();
    }

    /// <summary>Parses the header, writes and reads the API, and binds the rules to what was read.</summary>
    private OwnershipModel Bind(string project, string rules)
    {
        var diagnostics = new DiagnosticBag();
        var files = ImmutableArray.Create(RulesParser.Parse($"{_name}.rules", rules, diagnostics));
        var libclang = LibClang.Load(diagnostics)!;
        var target = new CTarget("x86_64-linux-gnu", "", false);
        var request = ParseRequest.ForHeaders([$"{_name}.h"], ClangArguments.ForLibrary(libclang, target.Triple, ["-I", _directory, "-I", Headers]), target) with { Prototypes = PrototypeBinder.Select(files, null) };
        var parsed = new HeaderParser(libclang).Parse(request, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        var captured = ApiReader.Read($"{_name}.api", ApiWriter.Write(parsed!), diagnostics);
        Assert.Equal(parsed, captured);
        var model = BindGen.Ownership.Binder.Bind(project, _name, captured!, null, files, diagnostics);
        Assert.Empty(diagnostics.ToSorted());
        return model!;
    }

    private void Build()
    {
        Run(_folder.Path, "cc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-fPIC", "-shared", $"-I{Headers}", "-o", $"lib{_name}.so", Path.Combine(_directory, $"{_name}.c"));
        Run(
            Path.Combine(_folder.Path, "shims"), "make", "--no-print-directory", $"CPPFLAGS=-I{_directory} -I{Headers}", "CFLAGS=-std=gnu11 -O1 -Wall -Wextra -Wformat=2 -Werror",
            $"LDFLAGS=-L{_folder.Path} -Wl,-rpath,{_folder.Path}");
    }

    private static string Headers => Repository.PathOf("headers");

    private static void Run(string directory, string program, params string[] arguments)
    {
        var run = ChildProcess.Run(program, directory, [("MAKEFLAGS", "")], [.. arguments]);
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
    }
}
