using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>The promise that layout is exact, asked of the .NET runtime for every struct of the captured kernel headers.</summary>
public sealed class RawLayoutTests
{
    public static TheoryData<string> Captures => KernelModel.Captures;

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_kernel_struct_has_the_size_and_the_offsets_of_C(string capture)
    {
        using var raw = new RawAssembly(KernelModel.Api(capture));

        Assert.Equal([], Differences(raw));
    }

    [Theory]
    [MemberData(nameof(Captures))]
    public void Every_kernel_bitfield_reads_and_writes_its_own_bits(string capture)
    {
        using var raw = new RawAssembly(KernelModel.Api(capture));

        Assert.Equal([], BitfieldProbe.Differences(raw));
    }

    [Fact]
    public void Every_sample_struct_has_the_size_and_the_offsets_of_C()
    {
        using var raw = new RawAssembly(Model.EveryDeclaration.Api);

        Assert.Equal([], Differences(raw));
        Assert.Equal([], BitfieldProbe.Differences(raw));
    }

    /// <summary>The one type of the language itself that these machines lay out differently.</summary>
    [Theory]
    [InlineData("x86_64-linux-gnu", 24)]
    [InlineData("aarch64-linux-gnu", 32)]
    public void An_argument_list_has_the_size_of_its_machine(string triple, int size)
    {
        CRecord holder = new("holder", new CLocation("a.h", 1), false, size + 16, 8,
            [new("before", new CBuiltinType(CBuiltin.Long), 0), new("list", new CBuiltinType(CBuiltin.VaList), 64), new("after", new CBuiltinType(CBuiltin.Char), 64 + (8 * size))]);
        using var raw = new RawAssembly(Model.EveryDeclaration.OfRecords(holder) with { Target = new CTarget(triple, "", false) });

        Assert.Equal([], Differences(raw));
        Assert.Equal([8, size, 1], raw.Layout.Of(holder).Fields.Select(field => field.Size));
    }

    internal static List<string> Differences(RawAssembly raw)
    {
        Assert.Contains(raw.Index.Api.Records, record => record.Size > 0 && raw.Layout.Of(record).Fields.Length > 0);
        return raw.Differences();
    }
}
