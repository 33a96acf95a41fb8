using BindGen.Check.Btf;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.MisuseTests;
using VerifyXunit;
using Xunit;

namespace BindGen.Tests.Check.Btf;

public sealed class BtfCheckTests
{
    private static readonly LayoutFigures AllEqual = new(Records: 6, Enums: 4, Differ: 0, OnlyHere: 1, Unnamed: 0);

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Equal_layouts_are_equal_in_both_byte_orders_with_and_without_widths(bool isBigEndian, bool hasWidths)
    {
        var (figures, diagnostics) = SmallApi.Compare(SmallApi.Btf(isBigEndian, hasWidths).ToArray());

        Assert.Empty(diagnostics);
        Assert.Equal(AllEqual, figures);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_section_of_an_ELF_file_is_found(bool isBigEndian)
    {
        var (figures, diagnostics) = SmallApi.Compare(ElfWriter.Write(".BTF", SmallApi.Btf(isBigEndian).ToArray(), isBigEndian));

        Assert.Empty(diagnostics);
        Assert.Equal(AllEqual, figures);
    }

    [Fact]
    [Misuse("M75", MisuseKind.Exception, "BG0600")]
    public Task Every_difference_names_the_member_and_both_figures()
    {
        var btf = new BtfWriter();
        var @int = btf.Int("int", 4);
        var @char = btf.Int("char", 1);
        btf.Struct("plain", 32, ("next", btf.Add(BtfKind.Pointer, "", @int), 0), ("count", @int, 64), ("text", btf.Array(@char, 16), 128), ("more", @int, 96));
        btf.BitStruct("bits", 8, ("low", @int, 0, 4), ("high", @int, 4, 5), ("rest", @int, 32, 9));
        btf.Struct("outer", 16, ("", btf.BitStruct("", 4, ("whole", @int, 0, 0), ("part", @int, 5, 7)), 0), ("inner", btf.Array(btf.Struct("", 4, ("a", @char, 0), ("b", @char, 8)), 2), 32));
        btf.Enum("color", 8, true, ("RED", -2), ("GREEN", 1));
        btf.Enum("", 4, false, ("LONE", 3));

        return Verifier.Verify(Text(SmallApi.Compare(btf.ToArray()))).UseDirectory("Snapshots");
    }

    [Fact]
    public void One_type_of_several_with_the_name_is_enough()
    {
        var btf = new BtfWriter();
        var @int = btf.Int("int", 4);
        btf.Struct("elsewhere", 64, ("x", @int, 0), ("y", @int, 32), ("z", @int, 64));
        btf.Struct("elsewhere", 4, ("a", @int, 0));

        var (figures, diagnostics) = SmallApi.Compare(btf.ToArray());

        Assert.Empty(diagnostics);
        Assert.Equal((1, 0), (figures!.Records, figures.Differ));
    }

    [Fact]
    public void Of_several_that_differ_the_closest_is_shown()
    {
        var btf = new BtfWriter();
        var @int = btf.Int("int", 4);
        btf.Struct("elsewhere", 64, ("x", @int, 0), ("y", @int, 32), ("z", @int, 64));
        btf.Struct("elsewhere", 8, ("a", @int, 0));

        Assert.Equal(["struct elsewhere has 4 bytes, in vmlinux 8 bytes"], SmallApi.Compare(btf.ToArray()).Diagnostics.Select(item => item.Message));
    }

    [Fact]
    public void A_record_that_is_described_without_members_is_compared_by_size()
    {
        var btf = new BtfWriter();
        btf.Struct("plain", 24);
        btf.Struct("elsewhere", 8);

        var (figures, diagnostics) = SmallApi.Compare(btf.ToArray());

        Assert.Equal(["struct elsewhere has 4 bytes, in vmlinux 8 bytes"], diagnostics.Select(item => item.Message));
        Assert.Equal((2, 1), (figures!.Records, figures.Differ));
    }

    private static string Text((LayoutFigures? Figures, IEnumerable<Diagnostic> Diagnostics) result) =>
        string.Join("\n", result.Diagnostics.Select(item => DiagnosticRenderer.Render(item, _ => null)).Append(result.Figures?.ToString() ?? "no figures"));
}
