using BindGen.Tests.Clang;
using Xunit;

namespace BindGen.Tests.Emit;

/// <summary>C# that uses members as C does: those of anonymous members as the record's own, and arrays without length by a count.</summary>
public sealed class RawMemberTests
{
    private const string Header =
        """
        struct plain { int x; };
        struct empty { };
        struct outer {
            int kind;
            union {
                struct { int first; unsigned low : 4; int high : 12; };
                long number;
                struct { int a; struct { short deep[3]; void *pointer; }; } named;
                struct { struct { short level[3]; void (*function)(int); }; };
            };
            struct empty nothing;
        };
        struct tail { unsigned char count; int items[]; };
        struct zero_tail { long count; struct plain *items[0]; };
        struct rows { short count; int items[][3]; };
        struct declared { union { struct { struct { } __empty_text; char text[]; }; int words[0]; struct empty blank[2]; }; };
        union ended { int count; long items[0]; };
        struct huge { char start; int many[300000]; long end; };
        """;

    private const string Driver =
        """
        using Linux.Raw; using System; using System.Runtime.InteropServices;
        public static unsafe class Driver
        {
            public static string Promoted()
            {
                var outer = new outer { kind = 1 };
                outer.first = 7; outer.low = 9; outer.high = -3;
                var bits = $"{outer.Anonymous.Anonymous.first} {outer.Anonymous.Anonymous.low} {outer.Anonymous.Anonymous.high} {outer.number == outer.Anonymous.number} {outer.low} {outer.high}";
                outer.level[1] = 5; outer.function = (delegate* unmanaged[Cdecl]<int, void>)8;
                ref var number = ref outer.number;
                number = -1;
                outer.named.pointer = null;
                return $"{bits} {outer.first} {outer.level[1]} {outer.named.a} {(nint)outer.function}";
            }

            public static string Overflow()
            {
                try { var outer = new outer(); outer.low = 16; return "stored"; }
                catch (OverflowException) { return "refused"; }
            }

            public static string Tails()
            {
                var memory = (byte*)NativeMemory.AllocZeroed(64);
                ((int*)memory)[1] = 11; ((int*)memory)[2] = 12; ((nint*)memory)[3] = 13;
                var text = $"{((tail*)memory)->items(2)[1]} {((zero_tail*)memory)->items(3)[2]} {((rows*)memory)->items(2).Length} {((rows*)memory)->items(1)[0]} {((ended*)memory)->items(4)[3]}";
                ((declared*)memory)->text(3)[2] = 65;
                text += $" {memory[2]} {((declared*)memory)->words(1)[0] >> 16} {sizeof(tail)} {sizeof(zero_tail)}";
                NativeMemory.Free(memory);
                return text;
            }

            public static string Huge()
            {
                var huge = (huge*)NativeMemory.AllocZeroed((nuint)sizeof(huge));
                var text = $"{sizeof(huge)} {(byte*)&huge->many - (byte*)huge} {(byte*)&huge->end - (byte*)huge}";
                NativeMemory.Free(huge);
                return text;
            }
        }
        """;

    [LibClangFact]
    public void Members_are_used_as_in_C()
    {
        using var raw = new RawAssembly(TestHeader.Parse(Header), Driver);

        Assert.Equal("7 9 -3 True 9 -3 -1 -1 -1 8", Call(raw, "Promoted"));
        Assert.Equal("refused", Call(raw, "Overflow"));
        Assert.Equal("12 13 6 11 13 65 65 4 8", Call(raw, "Tails"));
        Assert.Equal("1200016 4 1200008", Call(raw, "Huge"));
        Assert.Equal([], RawLayoutTests.Differences(raw));
        Assert.Equal([], BitfieldProbe.Differences(raw));
    }

    private static string Call(RawAssembly raw, string method) => (string)raw.Assembly.GetType("Driver")!.GetMethod(method)!.Invoke(null, null)!;
}
