using System.Reflection;
using BindGen.Emit;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>The promise that layout is exact, asked of the .NET runtime for every struct of the captured kernel headers.</summary>
public sealed class RawLayoutTests
{
    private const BindingFlags AllFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    public static TheoryData<string> Series => KernelModel.Series;

    [Theory]
    [MemberData(nameof(Series))]
    public void Every_kernel_struct_has_the_size_and_the_offsets_of_C(string series)
    {
        using var raw = new RawAssembly(KernelModel.Api(series));

        Assert.Equal([], Differences(raw));
    }

    [Theory]
    [MemberData(nameof(Series))]
    public void Every_kernel_bitfield_reads_and_writes_its_own_bits(string series)
    {
        using var raw = new RawAssembly(KernelModel.Api(series));

        Assert.Equal([], BitfieldProbe.Differences(raw));
    }

    [Fact]
    public void Every_sample_struct_has_the_size_and_the_offsets_of_C()
    {
        using var raw = new RawAssembly(Model.EveryDeclaration.Api);

        Assert.Equal([], Differences(raw));
        Assert.Equal([], BitfieldProbe.Differences(raw));
    }

    internal static List<string> Differences(RawAssembly raw)
    {
        var differences = new List<string>();
        var fields = 0;
        foreach (var record in raw.Index.Api.Records.Where(record => record.Size > 0))
        {
            var type = raw.TypeOf(record.Tag, record.Name);
            if (RawAssembly.SizeOf(type) is var size && size != record.Size)
                differences.Add($"{record.Name}: {size} bytes instead of {record.Size}");
            var stored = type.GetFields(AllFields).ToDictionary(field => field.Name, StringComparer.Ordinal);
            var found = new List<(RawField Field, FieldInfo Stored)>();
            foreach (var field in raw.Layout.Of(record).Fields)
            {
                if (stored.Remove(CSharpName.Bare(field.Name), out var info))
                    found.Add((field, info));
                else
                    differences.Add($"{record.Name}: no field {field.Name}");
            }
            fields += found.Count;
            foreach (var ((field, _), offset) in found.Zip(RawAssembly.OffsetsOf(type, [.. found.Select(pair => pair.Stored)])))
            {
                if (offset != Expected(field))
                    differences.Add($"{record.Name}.{field.Name}: at {offset} instead of {Expected(field)}");
            }
            foreach (var name in stored.Keys)
                differences.Add($"{record.Name}: {name} is no field of C's");
            // What C has and C# does not.
            var missing = record.Fields
                .Where(field => field.BitWidth is null && SizeOf(raw, field.Type) > 0)
                .Where(field => raw.Layout.Of(record).Fields.All(stored => stored.Source != field));
            differences.AddRange(missing.Select(field => $"{record.Name}.{field.Name} is missing"));
        }
        Assert.True(fields > 0);
        return differences;
    }

    /// <summary>From the capture, not from the layout under test; for bitfields the first byte that one of them touches.</summary>
    private static long Expected(RawField field) =>
        field.Source is { } source ? source.BitOffset / 8 : long.Parse(field.Name["_bitfield".Length..], System.Globalization.CultureInfo.InvariantCulture);

    private static long SizeOf(RawAssembly raw, CType type) => raw.Index.Resolve(type) switch
    {
        CArrayType array => (array.Count ?? 0) * SizeOf(raw, array.Element),
        CNamedType { Tag: CTag.Struct or CTag.Union } named => raw.Index.Record(named.Tag, named.Name)?.Size ?? 0,
        _ => 1,
    };
}
