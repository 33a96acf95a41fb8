using System.Reflection;
using System.Runtime.InteropServices;
using BindGen.Model;
using BindGen.Tests.Clang;

namespace BindGen.Tests.Emit;

/// <summary>C functions that take and return records by value, compiled, and the calls that reach them through the raw layer.</summary>
internal sealed class ByValueLibrary : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyList<string> _types;
    private readonly CApi _api;
    private readonly RawAssembly _raw;
    private nint _library;

    /// <param name="types">The types to pass, as C spells them: <c>struct s</c>.</param>
    public ByValueLibrary(CCompiler compiler, string records, IReadOnlyList<string> types)
    {
        _types = types;
        var header = records + string.Concat(types.Select(Declarations));
        _api = TestHeader.Parse(header);
        var index = new ApiIndex(_api);
        LeftOut = [.. types.Where(type => !new BindGen.Emit.RawPassing(index).IsPassable(new CNamedType(TagOf(type), NameOf(type))))];
        _raw = new RawAssembly(_api, "using Linux.Raw; using System.Runtime.CompilerServices; using System.Runtime.InteropServices;\npublic static unsafe class Driver\n{\n"
            + string.Concat(types.Except(LeftOut).Select(Calls)) + "}\n");
        var path = System.IO.Path.Combine(_folder.Path, "by-value.so");
        compiler.Share("#include <string.h>\n" + header + string.Concat(types.Select(Definitions)), path);
        NativeLibrary.SetDllImportResolver(_raw.Assembly, (_, _, _) => _library == 0 ? _library = NativeLibrary.Load(path) : _library);
    }

    public RawAssembly Raw => _raw;

    /// <summary>The types that the raw layer passes to no function.</summary>
    public IReadOnlyList<string> LeftOut { get; }

    /// <summary>Every call that brought another value than it was given.</summary>
    public List<string> Differences()
    {
        var differences = new List<string>();
        foreach (var type in _types.Except(LeftOut))
        {
            foreach (var method in _raw.Assembly.GetType("Driver")!.GetMethods().Where(method => method.Name.StartsWith(NameOf(type) + "__", StringComparison.Ordinal)))
            {
                if (Call(type, method) is { } difference)
                    differences.Add($"{type} {method.Name}: {difference}");
            }
        }
        return differences;
    }

    public void Dispose()
    {
        if (_library != 0)
            NativeLibrary.Free(_library);
        _raw.Dispose();
        _folder.Dispose();
    }

    private unsafe string? Call(string type, MethodInfo method)
    {
        var record = _raw.Index.Record(TagOf(type), NameOf(type))!;
        var size = (int)record.Size!.Value;
        var input = Enumerable.Range(0, size).Select(i => (byte)((i * 37) + 41)).ToArray();
        var significant = new bool[size];
        MarkFields(record, 0, significant);
        // Booleans are 0 or 1, whatever their neighbours are.
        MarkBooleans(record, 0, input);
        var output = new byte[size];
        fixed (byte* from = input, to = output)
            method.Invoke(null, [(nint)from, (nint)to]);
        for (var i = 0; i < size; i++)
        {
            if (significant[i] && input[i] != output[i])
                return $"{Convert.ToHexString(input)} became {Convert.ToHexString(output)}";
        }
        return null;
    }

    private void MarkFields(CRecord record, long start, bool[] significant)
    {
        foreach (var field in record.Fields.Where(field => field.Name.Length > 0 || field.BitWidth is null))
        {
            var first = start + (field.BitOffset / 8);
            if (field.BitWidth is { } width)
            {
                // Bits beside the field are padding, unless another field has them: whole bytes only.
                for (var bit = (field.BitOffset + 7) / 8 * 8; bit + 8 <= field.BitOffset + width; bit += 8)
                    significant[start + (bit / 8)] = true;
                continue;
            }
            Each(field.Type, first, (type, offset) =>
            {
                if (_raw.Index.RecordOf(type) is { } inner)
                    MarkFields(inner, offset, significant);
                else
                    Array.Fill(significant, true, (int)offset, (int)_raw.Layout.SizeOf(type));
            });
        }
    }

    private void MarkBooleans(CRecord record, long start, byte[] bytes)
    {
        foreach (var field in record.Fields.Where(field => field.BitWidth is null))
            Each(field.Type, start + (field.BitOffset / 8), (type, offset) =>
            {
                if (_raw.Index.RecordOf(type) is { } inner)
                    MarkBooleans(inner, offset, bytes);
                else if (_raw.Index.Resolve(type) is CBuiltinType { Kind: CBuiltin.Bool })
                    bytes[offset] = 1;
            });
    }

    private void Each(CType type, long offset, Action<CType, long> action)
    {
        var (element, count) = _raw.Layout.Flatten(type);
        for (var i = 0L; i < count; i++)
            action(element, offset + (i * _raw.Layout.SizeOf(element)));
    }

    private static CTag TagOf(string type) => type.StartsWith("union ", StringComparison.Ordinal) ? CTag.Union : CTag.Struct;

    private static string NameOf(string type) => type[(type.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static string Declarations(string type) => Fill(
        """
        TYPE same_NAME(TYPE value);
        void after_NAME(int number, TYPE first, double real, TYPE second, float last, TYPE *out);
        TYPE late_NAME(long a, long b, long c, long d, long e, double f, double g, double h, double i, double j, double k, double l, TYPE value, int end);
        TYPE back_NAME(TYPE (*function)(int number, TYPE value, double real, TYPE again), TYPE value);

        """, type);

    private static string Definitions(string type) => Fill(
        """
        TYPE same_NAME(TYPE value) { return value; }
        void after_NAME(int number, TYPE first, double real, TYPE second, float last, TYPE *out)
        { if (number == 7 && real == 2.5 && last == 3.5f) *out = number == 7 ? second : first; }
        TYPE late_NAME(long a, long b, long c, long d, long e, double f, double g, double h, double i, double j, double k, double l, TYPE value, int end)
        { TYPE none; memset(&none, 0, sizeof none); return a + b + c + d + e == 15 && f + g + h + i + j + k + l == 28 && end == 9 ? value : none; }
        TYPE back_NAME(TYPE (*function)(int number, TYPE value, double real, TYPE again), TYPE value) { return function(7, value, 2.5, value); }

        """, type);

    private static string Calls(string type) => Fill(
        """
            public static void NAME__same(nint from, nint to) => *(NAME*)to = Methods.same_NAME(*(NAME*)from);
            public static void NAME__after(nint from, nint to) => Methods.after_NAME(7, default, 2.5, *(NAME*)from, 3.5f, (NAME*)to);
            public static void NAME__late(nint from, nint to) => *(NAME*)to = Methods.late_NAME(1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6, 7, *(NAME*)from, 9);
            public static void NAME__back(nint from, nint to) => *(NAME*)to = Methods.back_NAME(&NAME_, *(NAME*)from);
            [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
            private static NAME NAME_(int number, NAME value, double real, NAME again) => number == 7 && real == 2.5 ? again : default;

        """, type);

    private static string Fill(string text, string type) =>
        text.Replace("TYPE", type, StringComparison.Ordinal).Replace("NAME", NameOf(type), StringComparison.Ordinal);
}
