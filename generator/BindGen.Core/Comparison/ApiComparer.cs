using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Compares two versions of an API. Declarations are paired as C knows them: ordinary names, and tags.</summary>
internal sealed class ApiComparer
{
    private readonly ComparedVersion _before;
    private readonly ComparedVersion _after;
    private readonly ApiIndex _old;
    private readonly ApiIndex _current;
    private readonly FunctionComparison _functions;
    private readonly RecordComparison _records;
    private readonly TypeComparison _types;
    private readonly ChangeSide _oldSide;
    private readonly ChangeSide _side;
    private readonly ILookup<string, CAnnotation> _oldAnnotations;
    private readonly ILookup<string, CAnnotation> _annotations;

    private ApiComparer(ComparedVersion before, ComparedVersion after)
    {
        (_before, _after) = (before, after);
        _old = new ApiIndex(before.Api);
        _current = new ApiIndex(after.Api);
        _functions = new FunctionComparison(_old, _current);
        _records = new RecordComparison(_old, _current);
        _types = new TypeComparison(_old, _current);
        _oldSide = new ChangeSide(_old, before.Wrapped);
        _side = new ChangeSide(_current, after.Wrapped);
        _oldAnnotations = ByDeclaration(before.Api);
        _annotations = ByDeclaration(after.Api);
    }

    public static ApiComparison Compare(ComparedVersion before, ComparedVersion after) => new ApiComparer(before, after).Compare();

    private ApiComparison Compare()
    {
        var pairs = DeclarationPair.Of(_before.Api, _after.Api);
        var wrapped = Wrapped(pairs);
        var byKey = wrapped.ToLookup(detail => detail.Key, StringComparer.Ordinal);
        var changes = new List<DeclarationChange>();
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var (unchanged, moved) = (0, 0);
        foreach (var pair in pairs)
        {
            var details = Details(pair).ToList();
            // Rules of an item are about the item, unless what it is about changed in C.
            if (details.Count > 0 || pair.Subject is CFunction or CMacro)
            {
                details.AddRange(byKey[pair.Key].Select(detail => detail.Detail));
                shown.Add(pair.Key);
            }
            if (details.Count > 0)
            {
                changes.Add(Change(pair, details));
                continue;
            }
            unchanged++;
            if (pair.Before!.Location != pair.After!.Location)
                moved++;
        }
        changes.AddRange(wrapped.Where(detail => !shown.Contains(detail.Key)).GroupBy(detail => ItemOf(detail), StringComparer.Ordinal).Select(Change));
        return new ApiComparison(
            _before.Label,
            _after.Label,
            [.. changes.OrderBy(change => change.Header, StringComparer.Ordinal).ThenBy(change => change.Subject).ThenBy(change => change.Name, StringComparer.Ordinal)],
            unchanged,
            moved);
    }

    private IReadOnlyList<WrappedDetail> Wrapped(List<DeclarationPair> pairs) =>
        _before.Wrapped is { } before && _after.Wrapped is { } after
            ? new WrappedComparison(before, after).Compare(pairs.Where(pair => pair.Subject is CFunction or CMacro { IsFunctionLike: true }).Select(pair => pair.Key))
            : [];

    private DeclarationChange Change(DeclarationPair pair, List<ChangeDetail> details)
    {
        return new DeclarationChange(
            KindOf(pair.Before is not null, pair.After is not null),
            DeclarationPair.SubjectOf(pair.Subject),
            DeclarationText.NameOf(pair.Subject),
            (pair.After ?? pair.Subject).Location.Header,
            _oldSide.Of(pair.Before, pair.Key),
            _side.Of(pair.After, pair.Key),
            Sorted(details));
    }

    private DeclarationChange Change(IGrouping<string, WrappedDetail> item)
    {
        var (before, after) = (_oldSide.OfItem(item.Key), _side.OfItem(item.Key));
        return new DeclarationChange(KindOf(before is not null, after is not null), SubjectKind.Item, item.Key, "", before, after, Sorted(item.Select(detail => detail.Detail)));
    }

    private static ChangeKind KindOf(bool was, bool @is) => !was && @is ? ChangeKind.Added : was && !@is ? ChangeKind.Removed : ChangeKind.Changed;

    private static ImmutableArray<ChangeDetail> Sorted(IEnumerable<ChangeDetail> details) => [.. details.OrderByDescending(detail => detail.Verdicts.Worst)];

    /// <summary>The item that a file of the safe layer was written for; what only a bound object has is in a file of its own.</summary>
    private string ItemOf(WrappedDetail detail) =>
        SubjectKey.ItemOf(detail.Key)
        ?? new[] { detail.Item, detail.Item.StartsWith(WrappedApi.BoundPrefix, StringComparison.Ordinal) ? detail.Item[WrappedApi.BoundPrefix.Length..] : detail.Item }
            .First(name => name.Length < detail.Item.Length || _before.Wrapped!.KeysOfItems.ContainsKey(name) || _after.Wrapped!.KeysOfItems.ContainsKey(name));

    private IEnumerable<ChangeDetail> Details(DeclarationPair pair) => pair switch
    {
        { Before: null, After: { } current } => [ChangeRule.New.Detail($"{DeclarationPair.InWords(current)} is {(IsOnlyReached(current, _before.Api) ? "reached only now" : "new")}")],
        { Before: { } old, After: null } => [Gone(old)],
        _ => Changed(pair.Before!, pair.After!).Concat(Annotations(pair.Before!, pair.After!)),
    };

    private ChangeDetail Gone(CDeclaration old) => IsOnlyReached(old, _after.Api)
        ? ChangeRule.TypeUnreached.Detail($"{DeclarationPair.InWords(old)} is gone, or not reached any more")
        : (old switch
        {
            CFunction or CVariable => ChangeRule.SymbolGone,
            CMacro { Kind: CMacroKind.Empty } => ChangeRule.EmptyMacroGone,
            CMacro => ChangeRule.MacroGone,
            _ => ChangeRule.TypeGone,
        }).Detail($"{DeclarationPair.InWords(old)} is gone", IsUsed(old));

    /// <summary>Of the headers that are not selected, only those types are known that something uses: the others may be there too.</summary>
    private static bool IsOnlyReached(CDeclaration type, CApi other) => type is CRecord or CEnum or CTypedef && !other.Headers.Contains(type.Location.Header);

    private IEnumerable<ChangeDetail> Changed(CDeclaration old, CDeclaration current) => (old, current) switch
    {
        (CFunction was, CFunction now) => _functions.Compare(was, now, IsUsed(was)),
        (CVariable was, CVariable now) => _functions.Compare(was, now, IsUsed(was)),
        (CMacro was, CMacro now) => ValueComparison.Compare(was, now, IsUsed(was)),
        (CTypedef was, CTypedef now) when _types.Compare(was.Type, now.Type, TypePlace.Stored) is { } rule =>
            [rule.Detail($"was '{DeclarationText.Of(was.Type)}', is '{DeclarationText.Of(now.Type)}'", IsUsed(was))],
        (CTypedef, CTypedef) => [],
        (CEnum was, CEnum now) => ValueComparison.Compare(was, now, IsUsed(was)),
        (CRecord was, CRecord now) => _records.Compare(was, now, UseOf(was)),
        (CMacro, CFunction) => [ChangeRule.MacroToFunction.Detail("was a macro, is a function")],
        (CFunction, CMacro) => [ChangeRule.FunctionToMacro.Detail("was a function, is a macro", IsUsed(old))],
        (CMacro { Value: CIntegerConstant value }, CEnum now) => ValueComparison.Compare(old.Name, value, now, IsUsed(old)),
        (CTypedef was, CRecord or CEnum) => [ChangeRule.OtherKind.Detail($"was another name of '{DeclarationText.Of(was.Type)}', is {DeclarationPair.InWords(current)} itself", IsUsed(was))],
        (CRecord or CEnum, CTypedef now) => [ChangeRule.OtherKind.Detail($"was {DeclarationPair.InWords(old)} itself, is another name of '{DeclarationText.Of(now.Type)}'", IsUsed(old))],
        _ => [ChangeRule.OtherKind.Detail($"was {DeclarationPair.InWords(old)}, is {DeclarationPair.InWords(current)}", IsUsed(old))],
    };

    /// <summary>What macros of <c>bindgen.h</c> say of a declaration and its parts.</summary>
    private IEnumerable<ChangeDetail> Annotations(CDeclaration old, CDeclaration current)
    {
        var was = _oldAnnotations[old.Name].Select(Text).ToList();
        var now = _annotations[current.Name].Select(Text).ToList();
        return was.Except(now).Select(text => ChangeRule.Annotation.Detail($"the header says no more {text}"))
            .Concat(now.Except(was).Select(text => ChangeRule.Annotation.Detail($"the header says {text}")));

        static string Text(CAnnotation annotation) => annotation.Member.Length == 0 ? $"'{annotation.Phrase}'" : $"'{annotation.Phrase}' of {CAnnotation.Keyword(annotation.On)} {annotation.Member}";
    }

    private bool IsUsed(CDeclaration old) => _before.Wrapped?.IsUsed(old) ?? true;

    private RecordUse UseOf(CRecord old) => _before.Wrapped?.UseOf(old) ?? RecordUse.Whole;

    private static ILookup<string, CAnnotation> ByDeclaration(CApi api) => api.Annotations.ToLookup(annotation => annotation.Name, StringComparer.Ordinal);
}
