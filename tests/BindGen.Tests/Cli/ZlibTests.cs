using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text;
using BindGen.Check;
using BindGen.Tests.Clang;
using BindGen.Tests.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace BindGen.Tests.Cli;

/// <summary>Raw bindings of a real library, generated, compiled together with code that uses them, and run.</summary>
public sealed class ZlibTests
{
    private const string Library = "libz.so.1";

    private const string Uses = """
        using System.Runtime.InteropServices;
        using Zlib;

        public static unsafe class Uses
        {
            public static string Version() => Marshal.PtrToStringUTF8((nint)Methods.zlibVersion());

            public static ulong Crc(byte[] data)
            {
                fixed (byte* bytes = data)
                    return Methods.crc32(0, bytes, (uint)data.Length);
            }

            public static byte[] Compress(byte[] data)
            {
                var packed = new byte[(int)Methods.compressBound((nuint)data.Length)];
                var length = (nuint)packed.Length;
                fixed (byte* source = data, destination = packed)
                    Check(Methods.compress(destination, &length, source, (nuint)data.Length));
                return packed[..(int)length];
            }

            // Through the stream, so that the struct's own fields are at work on both sides.
            public static byte[] Inflate(byte[] packed, int length)
            {
                var data = new byte[length];
                fixed (byte* source = packed, destination = data)
                {
                    var stream = new z_stream_s { next_in = source, avail_in = (uint)packed.Length, next_out = destination, avail_out = (uint)length };
                    Check(Methods.inflateInit_(&stream, Methods.zlibVersion(), sizeof(z_stream_s)));
                    if (Methods.inflate(&stream, 4) != 1 || stream.total_out != (nuint)length || stream.avail_in != 0)
                        throw new System.InvalidOperationException();
                    Check(Methods.inflateEnd(&stream));
                }
                return data;
            }

            private static void Check(int result)
            {
                if (result != 0)
                    throw new System.InvalidOperationException(result.ToString());
            }
        }
        """;

    [ZlibFact]
    public void Zlib_is_called_through_its_raw_bindings()
    {
        using var work = new Workplace();
        var run = work.Run("raw", "zlib.h", "-o", "~/out", "--library", Library);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var context = new AssemblyLoadContext("zlib", isCollectible: true);
        var uses = Load(context, [Uses, .. Directory.EnumerateFiles(Path.Combine(work.Root, "out"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)]).GetType("Uses")!;
        var data = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("owned, borrowed, consumed; ", 100)));

        Assert.Matches(@"^1\.[0-9.]+", Call<string>(uses, "Version"));
        Assert.Equal(0xCBF43926UL, Call<ulong>(uses, "Crc", "123456789"u8.ToArray()));
        var packed = Call<byte[]>(uses, "Compress", data);
        Assert.InRange(packed.Length, 10, 200);
        Assert.Equal(data, Call<byte[]>(uses, "Inflate", packed, data.Length));

        context.Unload();
    }

    private static T Call<T>(Type type, string method, params object[] arguments) =>
        (T)type.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, arguments)!;

    private static Assembly Load(AssemblyLoadContext context, ImmutableArray<string> texts)
    {
        var compilation = CSharpCompilation.Create(
            "Zlib", texts.Select(text => CSharpSyntaxTree.ParseText(text)), CompileReferences.All, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Select(RawAssembly.Describe)));
        image.Position = 0;
        return context.LoadFromStream(image);
    }

    private sealed class ZlibFactAttribute : LibClangFactAttribute
    {
        public ZlibFactAttribute() => Skip ??=
            !File.Exists("/usr/include/zlib.h") ? "/usr/include/zlib.h is not on this machine"
            : !NativeLibrary.TryLoad(Library, out _) ? $"{Library} is not on this machine"
            : null;
    }
}
