using System.Reflection;
using System.Runtime.Loader;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>Constants and variables of the raw layer, as a program sees them.</summary>
public sealed unsafe class RawMembersTests
{
    [Fact]
    public void Variables_are_those_of_the_library()
    {
        var methods = Load(Of([], [new("optind", At, new CBuiltinType(CBuiltin.Int), false, false, null), new("no_such_variable", At, new CBuiltinType(CBuiltin.Int), false, false, null)]));

        Assert.Equal(1, *(int*)Pointer.Unbox(methods.GetProperty("optind")!.GetValue(null)!));
        Assert.IsType<EntryPointNotFoundException>(Assert.Throws<TargetInvocationException>(() => methods.GetProperty("no_such_variable")!.GetValue(null)).InnerException);
    }

    [Fact]
    public void Constants_have_the_values_of_the_model()
    {
        var methods = Load(Of(
            [
                new("WIDE", At, new CIntegerConstant(new CBuiltinType(CBuiltin.ULong), -1)),
                new("LOW", At, new CIntegerConstant(new CBuiltinType(CBuiltin.Long), long.MinValue)),
                new("NARROW", At, new CIntegerConstant(new CBuiltinType(CBuiltin.ULong), 8)),
                new("LETTER", At, new CIntegerConstant(new CBuiltinType(CBuiltin.Char), 200)),
                new("RATIO", At, new CFloatConstant(new CBuiltinType(CBuiltin.Float), 0.1f)),
                new("ToString", At, new CIntegerConstant(new CBuiltinType(CBuiltin.Int), 5)),
            ],
            []));

        Assert.Equal(nuint.MaxValue, methods.GetProperty("WIDE")!.GetValue(null));
        Assert.Equal(nint.MinValue, methods.GetProperty("LOW")!.GetValue(null));
        Assert.Equal(typeof(nuint), methods.GetField("NARROW")!.FieldType);
        Assert.Equal(8u, methods.GetField("NARROW")!.GetRawConstantValue());
        Assert.Equal((sbyte)-56, methods.GetField("LETTER")!.GetRawConstantValue());
        Assert.Equal(0.1f, methods.GetField("RATIO")!.GetRawConstantValue());
        Assert.Equal(5, methods.GetField("ToString_")!.GetRawConstantValue());
    }

    private static readonly CLocation At = new("a.h", 1);

    private static CApi Of(CMacro[] macros, CVariable[] variables) => EveryNothing with { Macros = [.. macros], Variables = [.. variables] };

    private static CApi EveryNothing => BindGen.Tests.Model.EveryDeclaration.OfRecords();

    private static Type Load(CApi api)
    {
        using var image = new MemoryStream();
        var result = RawAssembly.Compile(KernelModel.Raw(api) with { Library = "libc.so.6" }).Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Select(RawAssembly.Describe)));
        image.Position = 0;
        return new AssemblyLoadContext("members under test", isCollectible: true).LoadFromStream(image).GetType("Linux.Raw.Methods")!;
    }
}
