using System.Text;
using BindGen.Rules;

namespace BindGen.Tests.Rules;

/// <summary>Rules without errors, in no good form: the grammar decides what may follow, a list of numbers what does. A number less is a
/// simpler file, and the end of the list the simplest end, so that lists shrink to small files.</summary>
internal sealed class RandomRules
{
    private static readonly string[] Names = ["x", "a_b", "Dev", "cfg.iommu_dev", "PGT-LIVE", "DRM_*", "until", "since", "owned"];
    private static readonly string[] Symbols = ["get_device", "dev_name", "__put_", "drm_dev.x_y", "a_name_that_takes_some_sixty_columns_of_the_hundred_and_forty"];
    private static readonly string[] Values = ["6", "6.12", "\"\"", "\"why; } # not\"", "\"\\\"a\\\\\\n\"", "<linux/a-b.h>", "\"a reason that is long enough to make a line break before it or after it\"", "handle", "once"];
    private static readonly string[] Comments = ["#", "# why", "#no blank", "#   handle X = y { }  ", "# \"", "# it's \t<"];

    private readonly IReadOnlyList<int> _choices;
    private readonly StringBuilder _text = new();
    private int _choice;
    private bool _needsBlank;

    private RandomRules(IReadOnlyList<int> choices) => _choices = choices;

    public static string Of(IReadOnlyList<int> choices)
    {
        var rules = new RandomRules(choices);
        do
            rules.Item();
        while (rules.Choose(3) > 0);
        rules.Gap();
        return rules._text.ToString();
    }

    private void Item()
    {
        var keyword = Pick(Vocabulary.Items);
        _text.Append(_text.Length == 0 && Choose(3) == 0 ? "" : "\n");
        _needsBlank = false;
        Write(keyword.Text);
        switch (keyword.Form)
        {
            case ItemForm.Directive:
                Clauses(Clause);
                Write(";");
                return;
            case ItemForm.Block:
                Write(Pick(Names));
                if (Choose(3) > 0)
                {
                    Write("=");
                    Clause();
                }
                TrailingClauses(needsComma: true);
                break;
            default:
                Write(Pick(Names));
                Write("=");
                Symbol(withParentheses: Choose(4) > 0);
                if (Choose(3) > 0)
                {
                    Write("/");
                    Symbol(withParentheses: Choose(4) > 0);
                }
                TrailingClauses(needsComma: true);
                Result();
                break;
        }

        Block(keyword.Text);
    }

    private void Block(string keyword)
    {
        if (Choose(3) == 0)
        {
            Write(";");
            return;
        }

        Write("{");
        for (var count = Choose(4); count > 0; count--)
        {
            if (Choose(3) == 0)
                Statement(keyword);
            else
                Rule(keyword);
            Write(";");
        }
        Write("}");
    }

    private void Statement(string keyword)
    {
        var first = Pick(Vocabulary.StatementsOf(keyword));
        Clauses(() =>
        {
            Write(first);
            Words(0);
            if (Choose(4) > 0)
                return;
            Write(Choose(2) == 0 ? "/" : ">");
            Write(Pick(Symbols));
        });
    }

    private void Rule(string keyword)
    {
        var isField = Choose(3) == 0;
        if (isField)
            Write(".");
        var withParentheses = Choose(3) > 0 || (keyword == "target" && !isField);
        Symbol(withParentheses);
        var isNamed = Choose(2) == 0;
        if (isNamed)
        {
            Write("as");
            Write(Pick(Names));
        }
        TrailingClauses(needsComma: false);
        Result();
    }

    private void Symbol(bool withParentheses)
    {
        Write(Pick(Symbols));
        if (!withParentheses)
            return;
        Write("(");
        for (var count = Choose(5); count > 0; count--)
        {
            Parameter();
            if (count > 1)
                Write(",");
        }
        Write(")");
    }

    private void Parameter()
    {
        Write(Pick(Names));
        if (Choose(2) > 0)
            return;
        Write(":");
        Clause();
        if (Choose(4) > 0)
            return;
        Write(",");
        Write(Pick(Names));
        Words(1);
    }

    private void TrailingClauses(bool needsComma)
    {
        if (Choose(3) > 0)
            return;
        if (needsComma || Choose(2) == 0)
        {
            Write(",");
            Write(Choose(4) == 0 ? "as" : Pick(Values));
        }
        else
        {
            Write(Pick(Names));
        }
        Words(0);
        if (Choose(3) > 0)
            return;
        Write(",");
        Clauses(Clause);
    }

    private void Result()
    {
        if (Choose(3) > 0)
            return;
        Write("->");
        Clauses(Clause);
    }

    private void Clauses(Action clause)
    {
        clause();
        while (Choose(4) == 3)
        {
            Write(",");
            clause();
        }
    }

    private void Clause()
    {
        Write(Pick(Names));
        Words(0);
    }

    /// <summary>What never begins a statement, wherever the line ends.</summary>
    private void Words(int least)
    {
        for (var count = least + Choose(3); count > 0; count--)
            Write(Choose(2) == 0 ? Pick(Names[..^1]) : Pick(Values[..^2]));
    }

    private void Write(string token)
    {
        var before = _text.Length;
        Gap();
        var isWord = token[0] is '"' or '<' || char.IsLetterOrDigit(token[0]) || token[0] == '_';
        if (_needsBlank && (isWord || token[0] is '.' or '-') && _text.Length == before)
            _text.Append(' ');
        _text.Append(token);
        _needsBlank = isWord;
    }

    /// <summary>What may stand between any two words, but nothing in the first column.</summary>
    private void Gap()
    {
        for (var choice = Choose(12); choice > 5; choice = Choose(12))
            _text.Append(choice switch
            {
                6 => "\n ",
                7 => "\r\n\t",
                8 => "\n\n\n ",
                9 => $"  {Pick(Comments)}\n ",
                10 => $"\n {Pick(Comments)}\r\n ",
                _ => "  ",
            });
    }

    private T Pick<T>(IReadOnlyList<T> values) => values[Choose(values.Count)];

    private int Choose(int count) => _choice < _choices.Count ? _choices[_choice++] % count : 0;
}
