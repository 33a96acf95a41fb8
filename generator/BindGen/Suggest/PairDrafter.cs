using System.Collections.Immutable;
using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Suggest;

/// <summary>Drafts registrations and guards.</summary>
internal sealed class PairDrafter(HeaderView headers, FunctionDrafter functions, IReadOnlyDictionary<CRecord, string> handles)
{
    private static readonly ImmutableDictionary<string, string> Nouns = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [KeyValuePair.Create("register", "Registration"), KeyValuePair.Create("add", "Addition"), KeyValuePair.Create("enter", "Section")]);

    public DraftItem Draft(NamePair pair, Func<string, string> claimName)
    {
        var isGuard = pair.Kind == PairKind.Guard;
        var evidence = new List<string> { pair.Evidence };
        var questions = new List<string>();
        var receiver = pair.Begin.Parameters.Select(parameter => headers.Index.Pointee(parameter.Type)).FirstOrDefault(record => record is not null && handles.ContainsKey(record));
        var (begin, asked, found) = functions.Parameters(pair.Begin, receiver);
        if (receiver is null && asked.IsEmpty)
            questions.Add(About(pair));
        evidence.AddRange(found);
        questions.AddRange(asked);
        if (pair.Ends.Length > 1)
            questions.Add($"which one ends it: {string.Join(", ", pair.Ends.Select(candidate => candidate.Name))}?");
        var end = pair.Ends[0];
        var ending = Names(end);
        if (isGuard)
            Guard(pair.Begin, end, evidence, questions, ref begin, ref ending);
        else
            Registration(pair, end, evidence, questions);
        evidence.AddRange(headers.Ownership(pair.Begin));
        return new DraftItem(
            $"{(isGuard ? "guard" : "registration")} {claimName(NameOf(pair.Begin))} = {begin} / {ending}{Result(pair.Begin, isGuard)};",
            [.. evidence.Distinct()],
            questions.Count == 0 ? null : string.Join(" ", questions));
    }

    private string About(NamePair pair) =>
        pair.Begin.Parameters.Concat(pair.Ends[0].Parameters).Select(parameter => headers.Index.Pointee(parameter.Type)).FirstOrDefault(record => record is not null) is { } record
            ? $"is {record.Name} a handle, and who releases one?"
            : "what object is it about?";

    private void Guard(CFunction enter, CFunction exit, List<string> evidence, List<string> questions, ref string begin, ref string ending)
    {
        if (headers.Cleanup.Guards(enter) is { } macro)
            evidence.Add(macro);
        foreach (var parameter in exit.Parameters.Where(parameter => !headers.IsPointer(parameter.Type)))
        {
            if (enter.Parameters.Any(candidate => headers.IsHandedOver(candidate, parameter)))
            {
                begin = begin.Replace($", {parameter.Name}", $", {parameter.Name}: token", StringComparison.Ordinal);
                ending = ending.Replace(parameter.Name, $"{parameter.Name}: token", StringComparison.Ordinal);
                questions.RemoveAll(question => question.StartsWith($"{parameter.Name} (", StringComparison.Ordinal));
                evidence.Add($"'{parameter.Name}' is written by one and taken by the other");
            }
            else
                questions.Add($"{parameter.Name} of {exit.Name}: what is it?");
        }
        if (!headers.IsVoid(enter.Result) && !headers.IsBool(enter.Result))
            questions.Add("the result: bool or errno?");
    }

    private void Registration(NamePair pair, CFunction end, List<string> evidence, List<string> questions)
    {
        if (pair.Kind != PairKind.Registration)
            questions.Add(pair.Kind == PairKind.Undecided ? "a guard, a registration, or two methods?" : "an owned object, or a registration?");
        if (headers.Cleanup.Releases(end) is { } macro)
            evidence.Add(macro);
        else
            questions.Add($"does {pair.Begin.Name} take a reference over, or {end.Name} give one back?");
        if (end.Parameters.Length != 1)
            questions.Add($"the parameters of {end.Name}: same as which of {pair.Begin.Name}?");
        if (headers.IsPointer(pair.Begin.Result))
            questions.Add("the result: borrowed, nullable, errptr?");
        else if (headers.IsSigned(pair.Begin.Result))
        {
            if (functions.Errno(pair.Begin) is { } errno)
                evidence.Add(errno);
            else
                questions.Add("is the result 0 or a negative error number?");
        }
        if (pair.Begin.IsVariadic)
            questions.Add("which arguments follow the format?");
    }

    private string Result(CFunction begin, bool isGuard) => isGuard && headers.IsBool(begin.Result) ? " -> bool" : "";

    private static string Names(CFunction function) =>
        function.Parameters.IsEmpty ? function.Name : $"{function.Name}({string.Join(", ", function.Parameters.Select((parameter, position) => parameter.Name.Length > 0 ? parameter.Name : $"arg{position}"))})";

    private static string NameOf(CFunction begin) =>
        WrapperName.Pascal(string.Join('_', NameWords.Of(begin.Name).OrderBy(word => Nouns.ContainsKey(word) || word == "lock").Select(word => Nouns.GetValueOrDefault(word, word))));
}
