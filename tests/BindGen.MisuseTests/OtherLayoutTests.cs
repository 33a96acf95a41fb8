using BindGen.Runtime;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>The library of the concepts compiled with other structs than the wrappers were generated for: they refuse to call it.</summary>
public sealed class OtherLayoutTests : ConceptTest
{
    [Misuse("M75", MisuseKind.Exception, nameof(LayoutMismatchException))]
    [Fact]
    public void A_record_that_has_grown_is_refused()
    {
        using var library = new ChangedLibrary("unit.h", "\tunsigned size;\n\tstruct unit *unit;\n};", "\tunsigned size;\n\tstruct unit *unit;\n\tvoid *added;\n};");

        var refused = Assert.Throws<LayoutMismatchException>(() => library.Call());

        Assert.Equal("concepts", refused.Library);
        Assert.Equal("struct window_config", Assert.Single(refused.Records));
        Assert.Contains("\n  struct window_config: 16 bytes expected, 24 found\n", refused.Message, StringComparison.Ordinal);
        // And whoever comes next, on any thread.
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => Assert.Equal(refused.Message, Assert.Throws<LayoutMismatchException>(() => library.Call()).Message));
        Assert.Empty(library.Trace());
    }

    [Misuse("M75", MisuseKind.Exception, nameof(LayoutMismatchException))]
    [Fact]
    public void Members_that_changed_places_are_refused()
    {
        using var library = new ChangedLibrary(
            "unit.h", "\tint (*probe)(struct unit *unit);\n\tvoid (*remove)(struct unit *unit);", "\tvoid (*remove)(struct unit *unit);\n\tint (*probe)(struct unit *unit);");

        var refused = Assert.Throws<LayoutMismatchException>(() => library.Call());

        Assert.Contains("\n  struct unit_driver: 24 bytes expected, 24 found; 'probe' expected at offset 8, found at 16\n", refused.Message, StringComparison.Ordinal);
        Assert.Empty(library.Trace());
    }

    [Fact]
    public void A_member_that_moves_nothing_else_is_let_pass()
    {
        using var library = new ChangedLibrary("unit.h", "\tbool is_bound;\n};", "\tbool is_bound;\n\tbool is_new;\n};");

        library.Call();

        Assert.NotEmpty(library.Trace());
    }
}
