using System.Collections.Immutable;
using BindGen.Check.Layouts;
using BindGen.Diagnostics;
using BindGen.Model;

namespace BindGen.Check.Compiled;

/// <summary>Compares the layouts of a captured API with those that a C compiler gives the same headers.</summary>
internal sealed class CompiledCheck
{
    private readonly LayoutAnswers _answers;
    private readonly ILookup<object, Question> _questions;
    private readonly ILookup<object, (Question Question, string Message)> _refused;
    private readonly LayoutComparison _comparison;
    private readonly string _judge;

    private CompiledCheck(LayoutAnswers answers, string judge)
    {
        _answers = answers;
        _judge = judge;
        _comparison = new LayoutComparison(judge);
        _questions = answers.Values.Keys.ToLookup(question => question.Owner);
        _refused = answers.Refused.ToLookup(item => item.Key.Owner, item => (item.Key, item.Value));
    }

    /// <returns>Null when the compiler gives no answer; then <paramref name="diagnostics"/> says why.</returns>
    public static LayoutFigures? Run(CApi api, CCompiler compiler, CheckedHeaders headers, DiagnosticBag diagnostics)
    {
        var layouts = ApiLayouts.Of(api);
        var questions = LayoutQuestions.About(layouts);
        if (questions.IsEmpty)
            return new LayoutFigures(0, 0, 0, 0, layouts.Unnamed);
        if (new LayoutProgram(compiler, headers, diagnostics).Ask(questions) is not { } answers)
            return null;
        try
        {
            var check = new CompiledCheck(answers, compiler.Name);
            var differences = layouts.Records.Select(record => (record.Location, Found: check.Differences(record).ToImmutableArray()))
                .Concat(layouts.Enums.Select(@enum => (@enum.Location, Found: check.Differences(@enum).ToImmutableArray())))
                .Where(item => !item.Found.IsEmpty).ToList();
            diagnostics.AddRange(differences.SelectMany(item => item.Found.Select(text => LayoutDiagnostic.Of(item.Location, text))));
            return new LayoutFigures(layouts.Records.Sum(record => record.Parts), layouts.Enums.Length, differences.Count, 0, layouts.Unnamed);
        }
        catch (InvalidDataException exception)
        {
            CCompiler.Unusable(compiler.Program, exception.Message, diagnostics);
            return null;
        }
    }

    private IEnumerable<string> Differences(RecordLayout ours)
    {
        var refused = _refused[ours].ToList();
        var size = refused.Find(item => item.Question.Aspect == Aspect.Size);
        if (size.Question is not null)
            return [$"{ours.Spelling}: {_judge} says: {size.Message}"];
        var missing = refused.Select(item => item.Question.Member).ToHashSet(StringComparer.Ordinal);
        var asked = ours with { Members = [.. ours.Members.Where(member => !missing.Contains(member.Path))] };
        return
        [
            .. refused.DistinctBy(item => item.Question.Member, StringComparer.Ordinal)
                .Select(item => $"{ours.Spelling}{(item.Question.Member.Length == 0 ? "" : $": '{item.Question.Member}'")}: {_judge} says: {item.Message}"),
            .. _comparison.Differences(asked, Theirs(ours, asked.Members)),
        ];
    }

    private IEnumerable<string> Differences(EnumLayout ours)
    {
        var refused = _refused[ours].ToDictionary(item => item.Question.Member, item => item.Message, StringComparer.Ordinal);
        var values = Answers(ours, Aspect.Value);
        var size = Answers(ours, Aspect.Size).GetValueOrDefault("", ours.Size);
        var theirs = ours with { Size = size, Values = [.. ours.Values.Where(value => values.ContainsKey(value.Name)).Select(value => value with { Value = values[value.Name] })] };
        var asked = ours with { Values = [.. ours.Values.Where(value => !refused.ContainsKey(value.Name))] };
        return
        [
            .. refused.OrderBy(item => item.Key, StringComparer.Ordinal).Select(item => $"{ours.Spelling ?? "enum"}: '{item.Key}': {_judge} says: {item.Value}"),
            .. asked.Values.IsEmpty ? [] : _comparison.Differences(asked, theirs),
        ];
    }

    private RecordLayout Theirs(RecordLayout ours, ImmutableArray<MemberLayout> members)
    {
        var size = Answers(ours, Aspect.Size)[""];
        var offsets = Answers(ours, Aspect.MemberOffset);
        var sizes = Answers(ours, Aspect.MemberSize);
        var aligns = Answers(ours, Aspect.MemberAlign);
        var images = Answers(ours, Aspect.ImageOffset);
        return ours with
        {
            Size = size,
            Align = Optional(Answers(ours, Aspect.Align), ""),
            Members = [.. members.Select(Member)],
        };

        MemberLayout Member(MemberLayout member)
        {
            if (images.TryGetValue(member.Path, out var image))
                return _answers.BitsOf(image, size) is var (bit, width) ? member with { BitOffset = bit, BitWidth = width } : member;
            return offsets.TryGetValue(member.Path, out var offset)
                ? member with { BitOffset = offset * 8, Size = Optional(sizes, member.Path), Align = Optional(aligns, member.Path) }
                : member;
        }
    }

    private static long? Optional(Dictionary<string, long> answers, string member) => answers.TryGetValue(member, out var value) ? value : null;

    private Dictionary<string, long> Answers(object owner, Aspect aspect) =>
        _questions[owner].Where(question => question.Aspect == aspect).ToDictionary(question => question.Member, question => _answers.Values[question], StringComparer.Ordinal);
}
