using BindGen.Check;
using BindGen.Diagnostics;
using BindGen.Emit;
using Xunit;

namespace BindGen.Tests.Check;

public sealed class CompileCheckTests : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("bindgen-check-").FullName;

    public void Dispose() => Directory.Delete(_cache, recursive: true);

    [Fact]
    public void Accepts_code_as_wrappers_are_written()
    {
        var (compiles, found) = Check(
            File("raw/device.cs",
                """
                #nullable enable
                using System.Runtime.InteropServices;
                namespace Linux.Raw;
                public unsafe struct device { public device* parent; public delegate* unmanaged[Cdecl]<device*, void> release; }
                public static unsafe class Methods
                {
                    [DllImport("kernel", ExactSpelling = true)] public static extern device* get_device(device* dev);
                }
                """),
            File("safe/Device.cs",
                """
                #nullable enable
                using System;
                using System.Collections.Generic;
                using System.Linq;
                using BindGen.Runtime;
                namespace Linux;
                public sealed unsafe class Device : IDisposable
                {
                    private readonly Raw.device* _handle;
                    internal Device(Raw.device* handle) => _handle = Raw.Methods.get_device(handle);
                    public string Name { get => field ??= nameof(List<>); set; } = "";
                    public void Dispose() => GC.SuppressFinalize(this);
                    public int Sum(scoped ReadOnlySpan<int> values) => new List<int>(values.ToArray()).Sum();
                    public KernelException? Failure => null;
                }
                """));

        Assert.Empty(found);
        Assert.True(compiles);
    }

    [Fact]
    public void Says_where_an_error_is_and_who_wrote_the_line()
    {
        var (compiles, found) = Check(new GeneratedFile("safe/Device.cs", "class Device\n{\n    int Get() => missing + 1;\n}\n", "safe/handle.sbn-cs", "struct device"));

        Assert.False(compiles);
        var error = Assert.Single(found);
        Assert.Equal(DiagnosticKinds.GeneratedCodeDoesNotCompile, error.Kind);
        Assert.Equal(new SourceSpan("safe/Device.cs", 3, 18, 3, 25), error.Span);
        Assert.StartsWith("CS0103: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("'missing'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'int Get() => missing + 1;'", error.Message, StringComparison.Ordinal);
        Assert.Contains("safe/handle.sbn-cs", error.Help, StringComparison.Ordinal);
        Assert.Contains("struct device", error.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_the_errors_of_all_files_and_of_syntax_declarations_and_bodies()
    {
        var (_, found) = Check(
            File("a.cs", "class A { void M() { return 1; } }"),
            File("b.cs", "class B : Unknown { }"),
            File("c.cs", "class C {"));

        Assert.Equal(["a.cs", "b.cs", "c.cs"], found.Select(error => error.Span!.Value.File));
        Assert.Equal(["CS0127", "CS0246", "CS1513"], found.Select(error => error.Message[..6]));
    }

    [Fact]
    public void Warnings_are_the_business_of_the_build_that_uses_the_code()
    {
        var (compiles, found) = Check(File("a.cs", "#nullable enable\nclass A { string M() { int unused; return null; } }"));

        Assert.True(compiles);
        Assert.Empty(found);
    }

    [Fact]
    public void Does_not_compile_again_what_has_compiled()
    {
        GeneratedFile[] broken = [File("a.cs", "class A : Unknown { }")];
        new CompileMemory(_cache).Remember(CompileMemory.Key(broken));

        Assert.True(new CompileCheck(_cache).Run(broken, new DiagnosticBag()));
        Assert.False(new CompileCheck().Run(broken, new DiagnosticBag()));
    }

    [Fact]
    public void Remembers_success_and_only_success()
    {
        GeneratedFile[] good = [File("a.cs", "class A { }")];
        GeneratedFile[] broken = [File("a.cs", "class A : Unknown { }")];

        new CompileCheck(_cache).Run(good, new DiagnosticBag());
        new CompileCheck(_cache).Run(broken, new DiagnosticBag());

        Assert.Equal(
            [CompileMemory.Key(good)],
            Directory.EnumerateFiles(Path.Combine(_cache, "compiled")).Select(Path.GetFileName));
    }

    [Fact]
    public void A_cache_that_cannot_be_written_is_no_error()
    {
        var file = Path.Combine(_cache, "file");
        System.IO.File.WriteAllText(file, "");
        var diagnostics = new DiagnosticBag();

        Assert.True(new CompileCheck(file).Run([File("a.cs", "class A { }")], diagnostics));
        Assert.Empty(diagnostics.ToSorted());
    }

    [Fact]
    public void The_key_depends_on_paths_and_texts_and_not_on_the_order_of_files()
    {
        string[] keys =
        [
            CompileMemory.Key([File("a.cs", "x"), File("b.cs", "y")]),
            CompileMemory.Key([File("a.cs", "x"), File("c.cs", "y")]),
            CompileMemory.Key([File("a.cs", "x"), File("b.cs", "z")]),
            CompileMemory.Key([File("a.cs", "xb.csy")]),
            CompileMemory.Key([File("a.cs", "x")]),
        ];

        Assert.Distinct(keys);
        Assert.Equal(keys[0], CompileMemory.Key([File("b.cs", "y"), File("a.cs", "x")]));
    }

    [Fact]
    public async Task Warming_up_compiles_without_an_error_and_only_once()
    {
        var errors = await CompileCheck.Warm();

        Assert.Equal(0, errors);
        Assert.Same(CompileCheck.Warm(), CompileCheck.Warm());
    }

    private static GeneratedFile File(string path, string text) => new(path, text, "raw/test.sbn-cs", "test");

    private static (bool Compiles, IReadOnlyList<Diagnostic> Found) Check(params GeneratedFile[] files)
    {
        var diagnostics = new DiagnosticBag();
        return (new CompileCheck().Run(files, diagnostics), diagnostics.ToSorted());
    }
}
