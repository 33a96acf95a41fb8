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
        _oldAnnotations = ByDeclaration(before.Api);
        _annotations = ByDeclaration(after.Api);
    }

    public static ApiComparison Compare(ComparedVersion before, ComparedVersion after) => new ApiComparer(before, after).Compare();

    private ApiComparison Compare()
    {
        var pairs = DeclarationPair.Of(_before.Api, _after.Api);
        var changes = new List<DeclarationChange>();
        var (unchanged, moved) = (0, 0);
        foreach (var pair in pairs)
        {
            var details = Details(pair).ToImmutableArray();
            if (!details.IsEmpty)
            {
                changes.Add(Change(pair, details));
                continue;
            }
            unchanged++;
            if (pair.Before!.Location != pair.After!.Location)
                moved++;
        }
        return new ApiComparison(
            _before.Label,
            _after.Label,
            [.. changes.OrderBy(change => change.Header, StringComparer.Ordinal).ThenBy(change => change.Subject).ThenBy(change => change.Name, StringComparer.Ordinal)],
            unchanged,
            moved);
    }

    private DeclarationChange Change(DeclarationPair pair, ImmutableArray<ChangeDetail> details)
    {
        var shown = pair.After ?? pair.Before!;
        return new DeclarationChange(
            pair.Before is null ? ChangeKind.Added : pair.After is null ? ChangeKind.Removed : ChangeKind.Changed,
            DeclarationPair.SubjectOf(shown),
            DeclarationText.NameOf(shown),
            shown.Location.Header,
            Side(pair.Before, _old),
            Side(pair.After, _current),
            [.. details.OrderByDescending(detail => detail.Verdicts.Worst)]);
    }

    private static DeclarationSide? Side(CDeclaration? declaration, ApiIndex index) =>
        declaration is null ? null : new DeclarationSide(new DeclarationText(index).Of(declaration), "", "", []);

    private IEnumerable<ChangeDetail> Details(DeclarationPair pair) => pair switch
    {
        { Before: null, After: { } current } => [ChangeRule.New.Detail($"{DeclarationPair.InWords(current)} is new")],
        { Before: { } old, After: null } => [Gone(old)],
        _ => Changed(pair.Before!, pair.After!).Concat(Annotations(pair.Before!, pair.After!)),
    };

    private ChangeDetail Gone(CDeclaration old) => (old switch
    {
        CFunction or CVariable => ChangeRule.SymbolGone,
        CMacro { Kind: CMacroKind.Empty } => ChangeRule.EmptyMacroGone,
        CMacro => ChangeRule.MacroGone,
        _ => ChangeRule.TypeGone,
    }).Detail($"{DeclarationPair.InWords(old)} is gone", IsUsed(old));

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
        (CMacro { Value: { } value }, CEnum now) => [ChangeRule.ConstantToEnumerator.Detail($"was a macro for {DeclarationText.Value(value)}, is an enumerator of {DeclarationPair.InWords(now)}")],
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

    private bool IsUsed(CDeclaration old) => true;

    private RecordUse UseOf(CRecord old) => RecordUse.Whole;

    private static ILookup<string, CAnnotation> ByDeclaration(CApi api) => api.Annotations.ToLookup(annotation => annotation.Name, StringComparer.Ordinal);
}
