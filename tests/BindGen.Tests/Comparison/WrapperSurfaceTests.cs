using System.Collections.Immutable;
using BindGen.Comparison;
using BindGen.Emit;
using Xunit;

namespace BindGen.Tests.Comparison;

public sealed class WrapperSurfaceTests
{
    /// <summary>The members of a class <c>C</c> with this in it.</summary>
    internal static ImmutableArray<WrapperMember> Members(string text) => WrapperSurface.Of([new GeneratedFile("safe/C.cs", $"namespace N;\npublic class C\n{{\n{text}\n}}\n", "", "C")]);

    [Fact]
    public void Public_members_are_found_without_bodies_attributes_and_comments() => Assert.Equal(
        [
            ": public class C",
            "A: public int A(in int x, string? name = null);",
            "B: public required int B { get; init; }",
            "D: public bool D { get; }",
            "this[]: public int this[int i] { get; }",
            "new: public C(int x);",
            "operator ==: public static bool operator ==(C a, C b);",
            ": public delegate void Action(scoped Span<byte> data);",
            ": public readonly ref struct Inner<T> : IDisposable where T : struct",
            "Dispose: public void Dispose();",
            ": public enum E : uint",
            "One: One = 1",
        ],
        Members(
            """
            /// <summary>Calls <c>a_function</c>.</summary>
            [Obsolete] public unsafe int A(in int x, string? name = null) { return 1; }
            public required int B { get; init => field = value; } // behind
            public bool D => true;
            public int this[int i] => i;
            public C(int x) : base(x) { }
            public static bool operator ==(C a, C b) => true;
            private int E1() => 1;
            internal int F { get; }
            protected override void G() { }
            public delegate void Action(scoped Span<byte> data);
            public readonly unsafe ref partial struct Inner<T> : IDisposable where T : struct { public void Dispose() { } }
            public enum E : uint { One = 1 }
            """).Select(member => $"{member.Name}: {member.Signature}"));

    [Fact]
    public void The_function_that_a_member_calls_is_the_first_one_of_its_documentation()
    {
        var members = Members("/// <summary>Calls <c>get_it</c>, and <c>put_it</c>.</summary>\npublic void A();\n/// <summary>Of a <c>struct it</c>.</summary>\npublic void B();\n");

        Assert.Equal(["", "get_it", ""], members.Select(member => member.Symbol));
    }

    [Fact]
    public void Types_inside_others_have_their_names() =>
        Assert.Equal(["C", "C.Inner", "C.Inner.A"], Members("public class Inner { public int A; private class Hidden { public int B; } }").Select(member => member.FullName));
}
