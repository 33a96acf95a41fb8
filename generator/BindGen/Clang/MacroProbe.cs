using System.Collections.Immutable;
using System.Text;
using BindGen.Model;

namespace BindGen.Clang;

/// <summary>
/// C text that follows the umbrella and asks the compiler what macros stand for: one block of lines for each, so that one that
/// makes no sense spoils no other. The names are a guess from the text of the headers, which saves a second parse; whether the
/// guess was complete is known after the parse (<see cref="MacroAnswers"/>).
/// </summary>
internal sealed class MacroProbe
{
    public const string Prefix = "bindgen_";

    /// <summary>Says that nothing before it swallowed the block.</summary>
    public const string Here = Prefix + "here_";

    /// <summary>Declared when the macro is an expression, of whatever type.</summary>
    public const string Expression = Prefix + "expression_";

    /// <summary>Initialised without an error when the macro is constant.</summary>
    public const string Value = Prefix + "value_";

    /// <summary>The upper and the lower half of a macro with 128 bits.</summary>
    public const string High = Prefix + "high_";

    public const string Low = Prefix + "low_";

    /// <summary>Declared with the types of a prototype, under a name that no macro has.</summary>
    public const string Prototype = Prefix + "prototype_";

    private const int LinesPerBlock = 5;

    private readonly int _firstBlock;

    private MacroProbe(ImmutableArray<string> names, ImmutableArray<CPrototype> prototypes, ImmutableHashSet<string> wide, string text, int firstLine)
    {
        (Names, Prototypes, Wide, Text, FirstLine) = (names, prototypes, wide, text, firstLine);
        _firstBlock = firstLine + 1 + prototypes.Length;
    }

    public ImmutableArray<string> Names { get; }

    /// <summary>What is asked about beside the macros' values, each in one line.</summary>
    public ImmutableArray<CPrototype> Prototypes { get; }

    /// <summary>Those of the names that are asked about in two halves too.</summary>
    public ImmutableHashSet<string> Wide { get; }

    /// <summary>The umbrella with the questions.</summary>
    public string Text { get; }

    /// <summary>The line of the umbrella from which on everything is ours.</summary>
    public int FirstLine { get; }

    /// <summary>An umbrella that asks nothing is left as it is.</summary>
    public static MacroProbe Of(ParseRequest request, ImmutableArray<string> names, ImmutableHashSet<string> wide)
    {
        var umbrella = request.UmbrellaText;
        if (names.IsEmpty && request.Prototypes.IsEmpty)
            return new MacroProbe(names, [], wide, umbrella, int.MaxValue - 1);
        var text = new StringBuilder(umbrella);
        if (!umbrella.EndsWith('\n'))
            text.Append('\n');
        var firstLine = text.ToString().AsSpan().Count('\n') + 1;
        // Whatever the umbrella left unfinished, this is no end of it: an error stays an error, and comes before the first question.
        text.Append("_Static_assert(1, \"\");\n");
        for (var i = 0; i < request.Prototypes.Length; i++)
            text.Append($"extern {request.Prototypes[i].Named($"{Prototype}{i}")};\n");
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            text.Append($"extern int {Here}{i};\n");
            text.Append($"#ifdef {name}\n");
            text.Append($"extern __typeof__(({name})) *{Expression}{i};\n");
            text.Append($"static const __typeof__(({name})) {Value}{i} = ({name});\n");
            text.Append("#endif\n");
        }

        foreach (var (i, name) in names.Index().Where(item => wide.Contains(item.Item)))
        {
            text.Append($"static const unsigned long long {High}{i} = (unsigned long long)((unsigned __int128)({name}) >> 64);\n");
            text.Append($"static const unsigned long long {Low}{i} = (unsigned long long)({name});\n");
        }

        return new MacroProbe(names, request.Prototypes, wide, text.ToString(), firstLine);
    }

    /// <summary>The prototype that stands in a line.</summary>
    public int? PrototypeAt(int line) => line > FirstLine && line < _firstBlock ? line - FirstLine - 1 : null;

    /// <summary>The macro that a line asks about; null for the lines around the questions.</summary>
    /// <param name="isValue">Whether the line asks for the value.</param>
    public int? MacroAt(int line, out bool isValue)
    {
        var (index, part) = Math.DivRem(line - _firstBlock, LinesPerBlock);
        isValue = part == 3;
        return line >= _firstBlock && index < Names.Length && part is 2 or 3 ? index : null;
    }
}
