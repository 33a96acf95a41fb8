using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;

namespace BindGen.Sweeps;

/// <summary>A struct, and the fields whose places are wanted.</summary>
internal sealed record MeasuredStruct(Type Type, IReadOnlyList<FieldInfo> Fields);

/// <summary>What the runtime made of a struct, in bytes.</summary>
internal sealed record RuntimeLayout(long Size, long[] Offsets)
{
    // Methods of bounded length: time and stack of the JIT compiler grow faster than theirs.
    private const int StructsAtOnce = 100;

    private const nuint NullCheck = 64;

    /// <summary>Sizes are what <c>sizeof</c> compiles to, offsets the differences of two addresses, as generated code computes them.</summary>
    public static List<RuntimeLayout> Measure(IReadOnlyList<MeasuredStruct> structs) => [.. structs.Chunk(StructsAtOnce).SelectMany(MeasureAtOnce)];

    private static IEnumerable<RuntimeLayout> MeasureAtOnce(MeasuredStruct[] structs)
    {
        var answers = new long[structs.Sum(item => item.Fields.Count + 1)];
        var method = new DynamicMethod("Measure", typeof(void), [typeof(nint), typeof(long[])], typeof(RuntimeLayout).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var next = 0;
        foreach (var item in structs)
        {
            Store(() => code.Emit(OpCodes.Sizeof, item.Type));
            foreach (var field in item.Fields)
                Store(() => Offset(field));
        }
        code.Emit(OpCodes.Ret);
        Run(method, answers);

        next = 0;
        foreach (var item in structs)
        {
            yield return new RuntimeLayout(answers[next], answers[(next + 1)..(next + 1 + item.Fields.Count)]);
            next += item.Fields.Count + 1;
        }

        static unsafe void Run(DynamicMethod method, long[] answers)
        {
            // The runtime may touch the first bytes for its null check.
            var memory = NativeMemory.AllocZeroed(NullCheck);
            method.CreateDelegate<Action<nint, long[]>>()((nint)memory, answers);
            NativeMemory.Free(memory);
        }

        void Store(Action value)
        {
            code.Emit(OpCodes.Ldarg_1);
            code.Emit(OpCodes.Ldc_I4, next++);
            value();
            code.Emit(OpCodes.Conv_I8);
            code.Emit(OpCodes.Stelem_I8);
        }

        void Offset(FieldInfo field)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldflda, field);
            code.Emit(OpCodes.Conv_U);
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Sub);
        }
    }
}
