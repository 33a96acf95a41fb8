using System.Collections.Immutable;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Model;

public sealed class TypeNotationTests
{
    private const int Seed = 20260101;

    private static readonly CBuiltin[] Builtins = Enum.GetValues<CBuiltin>();
    private static readonly string[] Names = ["device", "u8", "io_pgtable_cfg.arm_lpae_s1_cfg", "typedef.atomic_t", "a.anon0", "_t", "constant", "fnord", "vector2", "longer", "structure", "union_find", "enumerable"];

    [Theory]
    [InlineData("*const char")]
    [InlineData("const *const char")]
    [InlineData("const **const *void")]
    [InlineData("[]u8")]
    [InlineData("[0][16]const struct device")]
    [InlineData("*fn(*struct device, *void) int")]
    [InlineData("*fn(...) void")]
    [InlineData("*fn(int, ...) *fn() enum e.x")]
    [InlineData("const vector[4]float")]
    [InlineData("const _Complex long double")]
    [InlineData("unsigned __int128")]
    [InlineData("const unsigned long long")]
    [InlineData("union u.anon12")]
    [InlineData("volatile *const volatile char")]
    [InlineData("[2]const volatile *volatile void")]
    public void A_type_is_printed_as_it_was_read(string text) => Assert.Equal(text, TypeNotation.Print(Parse(text)));

    [Fact]
    public void The_notation_means_what_it_says()
    {
        Assert.Equal(
            new CPointerType(new CFunctionType(new CBuiltinType(CBuiltin.Int), [new CPointerType(new CBuiltinType(CBuiltin.Char, true), true)], true)),
            Parse("*fn(const *const char, ...) int"));
        Assert.Equal(new CArrayType(new CArrayType(new CNamedType(CTag.Typedef, "u8", true), null), 3), Parse("[3][]const u8"));
        Assert.Equal(new CVectorType(new CNamedType(CTag.Enum, "e"), 8), Parse("vector[8]enum e"));
    }

    [Fact]
    public void Whatever_follows_is_left()
    {
        var text = "*const char, next *void) int".AsSpan();

        Assert.Equal(new CPointerType(new CBuiltinType(CBuiltin.Char, true)), TypeNotation.Parse(ref text));
        Assert.Equal(", next *void) int", text.ToString());
    }

    [Fact]
    public void Any_type_survives_print_and_parse()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 20_000; i++)
        {
            var type = AnyType(random, depth: 6);
            var text = TypeNotation.Print(type);

            Assert.True(type == Parse(text), $"case {i}: {text}");
            Assert.Equal(text, TypeNotation.Print(Parse(text)));
        }
    }

    [Fact]
    public void Different_types_have_different_texts()
    {
        var random = new Random(Seed);
        var byText = new Dictionary<string, CType>(StringComparer.Ordinal);
        for (var i = 0; i < 20_000; i++)
        {
            var type = AnyType(random, depth: 4);
            if (!byText.TryAdd(TypeNotation.Print(type), type))
                Assert.Equal(byText[TypeNotation.Print(type)], type);
        }
        Assert.InRange(byText.Count, 1_000, 20_000);
    }

    [Fact]
    public void Any_text_is_a_type_or_a_format_error()
    {
        const string Alphabet = "*[]()0123456789 ,.abc_";
        string[] words = ["const ", "fn(", "struct ", "unsigned ", "long", "vector[", "_Complex ", "...", ") ", "int"];
        var random = new Random(Seed);
        for (var i = 0; i < 50_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ =>
                random.Next(2) == 0 ? words[random.Next(words.Length)] : Alphabet[random.Next(Alphabet.Length)].ToString()));
            try
            {
                Parse(text);
            }
            catch (Exception exception) when (exception is FormatException or OverflowException)
            {
            }
        }
    }

    private static CType Parse(string text)
    {
        var rest = text.AsSpan();
        var type = TypeNotation.Parse(ref rest);
        return rest.IsEmpty ? type : throw new FormatException($"'{rest}' is left");
    }

    /// <summary>Builtins and names when the depth is used up, any type otherwise.</summary>
    private static CType AnyType(Random random, int depth)
    {
        var isConst = random.Next(4) == 0;
        return random.Next(depth == 0 ? 2 : 8) switch
        {
            0 => new CBuiltinType(Builtins[random.Next(Builtins.Length)], isConst),
            1 => new CNamedType((CTag)random.Next(4), Names[random.Next(Names.Length)], isConst),
            2 or 3 => new CPointerType(AnyType(random, depth - 1), isConst),
            4 => new CArrayType(AnyType(random, depth - 1), random.Next(3) == 0 ? null : random.NextInt64(random.Next(2) == 0 ? 32 : long.MaxValue)),
            5 => new CFunctionType(AnyType(random, depth - 1), AnyTypes(random, depth - 1), random.Next(3) == 0),
            6 => new CVectorType(AnyType(random, depth - 1), 1L << random.Next(7), isConst),
            _ => new CComplexType(AnyType(random, depth - 1), isConst),
        };
    }

    private static ImmutableArray<CType> AnyTypes(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => AnyType(random, depth))];
}
