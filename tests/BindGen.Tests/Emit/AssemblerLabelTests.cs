using System.Runtime.InteropServices;
using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>A function that an assembler label renames is found under its symbol in a compiled library.</summary>
public sealed class AssemblerLabelTests : IDisposable
{
    private const string Driver =
        """
        using Linux.Raw;
        public static unsafe class Driver
        {
            public static int Answer() => Methods.answer(2);
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NativeFact]
    public void A_call_reaches_the_symbol()
    {
        const string header = "int answer(int) __asm__(\"answer64\");\n";
        var library = Path.Combine(_folder.Path, "label.so");
        CCompiler.Installed()[0].Share(header + "int state = 20;\nint answer(int factor) { return factor * state; }\n", library);
        using var raw = new RawAssembly(TestHeader.Parse(header), Driver);
        NativeLibrary.SetDllImportResolver(raw.Assembly, (_, _, _) => NativeLibrary.Load(library));

        Assert.Equal(40, raw.Assembly.GetType("Driver")!.GetMethod("Answer")!.Invoke(null, []));
    }
}

/// <summary>A test that needs libclang and any C compiler.</summary>
public sealed class NativeFactAttribute : LibClangFactAttribute
{
    public NativeFactAttribute() => Skip ??= CCompiler.Installed().Count == 0 ? "no C compiler is on the PATH" : null;
}
