using System.Globalization;
using System.Text;

namespace BindGen.Tests.Emit;

/// <summary>C records by chance, the same for the same seed: nested, packed, aligned, with bitfields, arrays and unions.</summary>
internal sealed class RandomRecords(int seed)
{
    private static readonly string[] Scalars = ["char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long", "long long", "_Bool", "void *", "float", "double", "float", "double"];
    private static readonly (string Type, int Width)[] BitTypes = [("unsigned char", 8), ("short", 16), ("int", 32), ("unsigned", 32), ("long", 64), ("unsigned long", 64), ("_Bool", 1)];
    private static readonly string[] Attributes = ["packed", "aligned(1)", "aligned(2)", "aligned(4)", "aligned(8)", "aligned(16)", "packed, aligned(2)", "packed, aligned(4)", "packed, aligned(8)"];

    private readonly Random _random = new(seed);
    private readonly List<string> _types = [];
    private int _members;

    /// <summary>The types that the text declares: <c>struct r0</c> or <c>union r1</c>.</summary>
    public IReadOnlyList<string> Types => _types;

    public string Write(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var type = $"{(_random.Next(5) == 0 ? "union" : "struct")} r{i.ToString(CultureInfo.InvariantCulture)}";
            text.AppendLine(CultureInfo.InvariantCulture, $"{type} {{ {Members(1 + _random.Next(5), 0)}}}{Attribute(4)};");
            _types.Add(type);
        }
        return text.ToString();
    }

    private string Members(int count, int depth)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append(Member(depth)).Append("; ");
        return text.ToString();
    }

    private string Member(int depth)
    {
        var name = $"m{(_members++).ToString(CultureInfo.InvariantCulture)}";
        switch (_random.Next(12))
        {
            case 0 or 1 or 2:
                var (type, width) = Pick(BitTypes);
                return _random.Next(10) == 0 ? $"{type} : 0" : $"{type} {name} : {1 + _random.Next(width)}";
            case 3 when depth < 3:
                return $"{Pick(["struct", "union"])} {{ {Members(1 + _random.Next(3), depth + 1)}}}{Attribute(6)} {(_random.Next(2) == 0 ? "" : name)}";
            case 4 when _types.Count > 0:
                return $"{Pick(_types)} {name}{Dimension()}";
            case 5:
                return $"{Pick(Scalars)} {name}{Attribute(2)}";
            case 6:
                return $"{Pick(Scalars)} {name}[{1 + _random.Next(3)}]{Dimension()}";
            default:
                return $"{Pick(Scalars)} {name}";
        }
    }

    private string Dimension() => _random.Next(4) == 0 ? $"[{1 + _random.Next(3)}]" : "";

    private string Attribute(int rarity) => _random.Next(rarity) == 0 ? $" __attribute__(({Pick(Attributes)}))" : "";

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
