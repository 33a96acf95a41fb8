using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using BindGen.Runtime;
using Xunit;

namespace BindGen.Tests.Runtime;

public sealed class LayoutCheckTests
{
    private const string Source = "lib 2, x86_64-linux-gnu";

    private static readonly ExpectedRecord Pair = new("struct pair", 16, 8, 16, [new("first", 0, 4), new("second", 8, 8)]);

    [Fact]
    public void The_same_layouts_pass_and_are_compared_once()
    {
        var asked = 0;
        using var table = new Table(("struct pair", null, 16, 8), ("struct pair", "first", 4, 0), ("struct pair", "second", 8, 8), ("struct other", null, 1, 1));
        var check = new LayoutCheck("lib", Source, "bindgen_layouts_Lib", () => { asked++; return table.Address; }, () => [Pair]);

        check.Run();
        check.Run();

        Assert.Equal(1, asked);
    }

    [Fact]
    public void Both_sizes_are_told_and_the_first_member_that_is_elsewhere()
    {
        using var table = new Table(("struct pair", null, 24, 8), ("struct pair", "first", 4, 8), ("struct pair", "second", 8, 16));

        var refused = Refused(table, Pair);

        Assert.Equal("struct pair", Assert.Single(refused.Records));
        Assert.Equal(
            """
            The wrappers of 'lib' were generated from lib 2, x86_64-linux-gnu, and the library that was loaded has other layouts:
              struct pair: 16 bytes expected, 24 found; 'first' expected at offset 0, found at 8
            Its shims are those of lib 3: use the wrappers of these, or build the shims of the wrappers against the headers of the library that runs.
            """, refused.Message);
    }

    [Fact]
    public void Each_kind_of_difference_is_told()
    {
        Assert.Contains("struct pair: 16 bytes expected, 16 found; 'second' of 8 bytes expected, 4 found\n", Message(("struct pair", null, 16, 8), ("struct pair", "first", 4, 0), ("struct pair", "second", 4, 8)), StringComparison.Ordinal);
        Assert.Contains("struct pair: 16 bytes expected, 16 found; 'second' is not in the shims\n", Message(("struct pair", null, 16, 8), ("struct pair", "first", 4, 0)), StringComparison.Ordinal);
        Assert.Contains("struct pair: 16 bytes expected, 16 found; alignment 8 expected, 16 found\n", Message(("struct pair", null, 16, 16), ("struct pair", "first", 4, 0), ("struct pair", "second", 8, 8)), StringComparison.Ordinal);
        Assert.Contains("struct pair: 16 bytes expected, and the shims do not have it\n", Message(), StringComparison.Ordinal);
        using var table = new Table();
        Assert.Contains("struct pair: 16 bytes in C, and 24 in .NET\n", Refused(table, Pair with { Here = 24 }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shims_of_the_same_source_were_compiled_with_other_headers()
    {
        using var table = new Table { Source = Source };

        Assert.EndsWith("Its shims are of these wrappers, and were compiled with other headers or options: generate the wrappers from those headers.", Refused(table, Pair).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_differences_the_first_are_told_and_all_are_known()
    {
        using var table = new Table();

        var refused = Refused(table, [.. Enumerable.Range(10, 12).Select(number => Pair with { Name = $"struct s{number}" })]);

        Assert.Equal(12, refused.Records.Length);
        Assert.Contains("\n  struct s17: 16 bytes expected, and the shims do not have it\n  and 4 more\n", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_another_version_is_not_read()
    {
        using var table = new Table { Version = 2 };

        Assert.Contains("says its layouts in version 2, and this BindGen.Runtime reads version 1.", Refused(table, Pair).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_library_without_a_table_is_refused_with_what_builds_one()
    {
        var refused = Assert.Throws<LayoutMismatchException>(new LayoutCheck("lib", Source, "bindgen_layouts_Lib", () => throw new EntryPointNotFoundException(), () => [Pair]).Run);

        Assert.Empty(refused.Records);
        Assert.Contains("does not say which layouts it has: it lacks 'bindgen_layouts_Lib'.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("make -C shims", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resolver_that_only_NET_knows_is_refused_with_the_one_to_use()
    {
        var assembly = NewAssembly();
        NativeLibrary.SetDllImportResolver(assembly, (_, _, _) => 0);

        var refused = Assert.Throws<InvalidOperationException>(() => NativeImports.Check(assembly, new LayoutCheck("lib", Source, "", () => 0, () => [])));

        Assert.Contains("Give it to NativeImports.SetResolver instead", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_has_one_resolver_whichever_comes_first()
    {
        var assembly = NewAssembly();
        NativeImports.Check(assembly, new LayoutCheck("lib", Source, "", () => 0, () => []));
        NativeImports.SetResolver(assembly, (_, _, _) => 0);

        Assert.Throws<InvalidOperationException>(() => NativeImports.SetResolver(assembly, (_, _, _) => 0));
        Assert.Throws<InvalidOperationException>(() => NativeLibrary.SetDllImportResolver(assembly, (_, _, _) => 0));
    }

    [Fact]
    public void Addresses_are_not_given_either_and_libraries_that_nobody_checks_are()
    {
        var assembly = NewAssembly();
        NativeImports.SetResolver(assembly, (_, _, _) => NativeLibrary.Load("libc.so.6"));
        using var table = new Table();
        NativeImports.Check(assembly, new LayoutCheck("lib", Source, "", () => table.Address, () => [Pair]));

        Assert.Throws<LayoutMismatchException>(() => NativeImports.Load("lib", assembly));
        Assert.Throws<LayoutMismatchException>(() => NativeImports.Load("lib", assembly));
        Assert.NotEqual(0, NativeImports.Load("other", assembly));
    }

    private static string Message(params (string Record, string? Member, long Size, long Place)[] rows)
    {
        using var table = new Table(rows);
        return Refused(table, Pair).Message;
    }

    private static LayoutMismatchException Refused(Table table, params ExpectedRecord[] expected) =>
        Assert.Throws<LayoutMismatchException>(new LayoutCheck("lib", Source, "bindgen_layouts_Lib", () => table.Address, () => expected).Run);

    /// <summary>Any that nothing was said about yet.</summary>
    private static Assembly NewAssembly() => new AssemblyLoadContext("wrappers", isCollectible: true).LoadFromAssemblyPath(typeof(NativeImports).Assembly.Location);

    /// <summary>What shims have.</summary>
    private sealed class Table(params (string Record, string? Member, long Size, long Place)[] rows) : IDisposable
    {
        private readonly List<nint> _memory = [];

        public long Version { get; init; } = LayoutTable.CurrentVersion;

        public string Source { get; init; } = "lib 3";

        public nint Address => _memory.Count > 0 ? _memory[^1] : Write([Version, Text(Source), rows.Length, Write([.. rows.SelectMany(row => new long[] { Text(row.Record), Text(row.Member), row.Size, row.Place })])]);

        public void Dispose() => _memory.ForEach(Marshal.FreeCoTaskMem);

        private nint Text(string? text) => text is null ? 0 : Keep(Marshal.StringToCoTaskMemUTF8(text));

        private nint Write(long[] words)
        {
            var memory = Keep(Marshal.AllocCoTaskMem((words.Length + 1) * sizeof(long)));
            Marshal.Copy(words, 0, memory, words.Length);
            return memory;
        }

        private nint Keep(nint memory)
        {
            _memory.Add(memory);
            return memory;
        }
    }
}
