using System.Collections.Immutable;
using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Suggest;

/// <summary>Drafts rules from what headers say: names, types, attributes, comments, scoped cleanup and the export table.</summary>
internal sealed class Drafter
{
    private readonly HeaderView _headers;
    private readonly ImmutableArray<NamePair> _pairs;
    private readonly ImmutableArray<HandleChoice> _choices;
    private readonly Dictionary<CRecord, string> _handles = [];
    private readonly FunctionDrafter _functions;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Functions that stand in a pair, or are drafted already.</summary>
    private readonly HashSet<CFunction> _drafted = [];

    private Drafter(HeaderFacts facts)
    {
        _headers = new HeaderView(facts);
        _pairs = new PairFinder(_headers).Find();
        _choices = new HandleChooser(_headers).Choose(_pairs);
        _functions = new FunctionDrafter(_headers, _handles);
        foreach (var choice in _choices.Where(IsSure))
            _handles.Add(choice.Record, Claim(WrapperName.Pascal(choice.BareName)));
    }

    /// <summary>The text of a rules file that binds to the headers.</summary>
    public static string Write(HeaderFacts facts) => DraftBinding.Bind(new Drafter(facts).Draft(), facts.Api);

    private Draft Draft()
    {
        var pairs = _pairs.Where(pair => !_choices.Any(choice => choice.IsAbout(pair))).ToList();
        foreach (var pair in pairs.Concat(_choices.SelectMany(choice => choice.Named)))
            _drafted.UnionWith(pair.Ends.Add(pair.Begin));
        var drafter = new PairDrafter(_headers, _functions, _handles);
        return new Draft(
            _headers.Facts.Api.Headers,
            [
                .. _choices.Select(Handle),
                .. pairs.Select(pair => drafter.Draft(pair, Claim)),
                .. Enums(),
                .. _headers.Facts.Api.Headers.Select(Functions).OfType<DraftItem>(),
            ]);
    }

    /// <summary>Whether nothing has to be asked of how such an object is released.</summary>
    private bool IsSure(HandleChoice choice) =>
        choice.Counted.Length == 1
        || (choice.Free is { } free && choice.Makers.Any(pair => _functions.Draft(pair.Begin, choice.Record, null, free).Question is null));

    private DraftItem Handle(HandleChoice choice)
    {
        var isSure = _handles.TryGetValue(choice.Record, out var name);
        var names = new MemberNames(choice.BareName);
        return new DraftItem(
            $"handle {name ?? Claim(WrapperName.Pascal(choice.BareName))} = {choice.TypeName}", [], isSure ? null : "how is such an object released? Complete one of its rules.")
        {
            IsBlock = true,
            Members = [.. choice.Named.Select(pair => Release(choice, pair, names)), .. isSure ? Methods(choice, names) : []],
        };
    }

    private DraftItem Release(HandleChoice choice, NamePair pair, MemberNames names)
    {
        var evidence = pair.Ends.Select(_headers.Cleanup.Releases).OfType<string>().Prepend(pair.Evidence);
        if (pair.Kind == PairKind.Counted)
            return new DraftItem($"refcounted {pair.Begin.Name} / {pair.Ends[0].Name};", [.. evidence]);
        var rule = _functions.Draft(pair.Begin, choice.Record, names.Claim(pair.Begin.Name), choice.Free ?? pair.Ends[0]);
        rule = rule with { Evidence = [.. evidence.Concat(rule.Evidence)] };
        return choice.Free is null ? rule.Ask($"which one releases it: {string.Join(", ", choice.Makers.SelectMany(maker => maker.Ends).Select(end => end.Name).Distinct())}?") : rule;
    }

    /// <summary>The other functions that a handle's block has: what takes such an object first, or makes one.</summary>
    private IEnumerable<DraftItem> Methods(HandleChoice choice, MemberNames names)
    {
        foreach (var function in _headers.Facts.Api.Functions.Where(function => Home(function) == choice.Record && _headers.Cleanup.MacroOf(function) is null && _drafted.Add(function)))
        {
            if (!_headers.IsCallable(function))
            {
                yield return FunctionDrafter.Skip(function);
                continue;
            }
            var rule = _functions.Draft(function, choice.Record, names.Claim(function.Name));
            var maker = choice.Makers.FirstOrDefault(pair => pair.Begin == function);
            yield return maker is null ? rule : rule.Ask($"who releases it: {choice.Counted[0].Ends[0].Name}, or {string.Join(", ", maker.Ends.Select(end => end.Name))}?");
        }
    }

    private CRecord? Home(CFunction function) =>
        function.Parameters.Select(parameter => _headers.Index.Pointee(parameter.Type)).Append(_headers.Index.Pointee(function.Result))
            .FirstOrDefault(record => record is not null && _handles.ContainsKey(record));

    private IEnumerable<DraftItem> Enums() =>
        from @enum in _headers.Facts.Api.Enums
        where _headers.Facts.Api.Headers.Contains(@enum.Location.Header) && !@enum.Values.IsEmpty && !@enum.Name.Contains('.')
        select new DraftItem($"enum {Claim(WrapperName.Pascal(@enum.Name))} = enum {@enum.Name};", [$"defined at {HeaderView.Place(@enum)}"]);

    private DraftItem? Functions(string header)
    {
        var members = _headers.Facts.Api.Functions.Where(function => function.Location.Header == header && !_drafted.Contains(function)).Select(Free).ToImmutableArray();
        var name = WrapperName.Pascal(Path.GetFileNameWithoutExtension(header));
        return members.IsEmpty ? null : new DraftItem($"functions {Claim(_names.Contains(name) ? $"{name}Functions" : name)}", []) { IsBlock = true, Members = members };
    }

    private DraftItem Free(CFunction function) =>
        _headers.Cleanup.MacroOf(function) is { } macro ? new DraftItem($"{function.Name} skip \"made by {macro}\";", [$"{macro} at {HeaderView.Place(function)}"])
        : _headers.IsCallable(function) ? _functions.Draft(function, null, null)
        : FunctionDrafter.Skip(function);

    /// <summary>A name for an item that no other item has.</summary>
    private string Claim(string wished)
    {
        var name = wished.Length == 0 ? "Item" : wished;
        for (var i = 2; !_names.Add(name); i++)
            name = $"{wished}{i}";
        return name;
    }
}
