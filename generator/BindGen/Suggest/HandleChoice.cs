using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Suggest;

/// <summary>A record that functions take references to, or make and free.</summary>
/// <param name="Counted">The pairs that take and give back a reference.</param>
/// <param name="Makers">The functions that make one, each with the functions that may free it.</param>
internal sealed record HandleChoice(CRecord Record, string TypeName, ImmutableArray<NamePair> Counted, ImmutableArray<NamePair> Makers)
{
    /// <summary>The type without the word <c>struct</c> or <c>union</c>.</summary>
    public string BareName => TypeName[(TypeName.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    /// <summary>The pairs that say how an object is released. What makes a counted one is a method like others.</summary>
    public ImmutableArray<NamePair> Named => Counted.IsEmpty ? Makers : Counted;

    public bool IsAbout(NamePair pair) => Counted.Contains(pair) || Makers.Contains(pair);

    /// <summary>The function that frees the object; null when it is counted, or when there are several.</summary>
    public CFunction? Free => Counted.IsEmpty && Makers.SelectMany(pair => pair.Ends).Distinct().ToList() is [var only] ? only : null;
}

/// <summary>Finds the records that can be handles: somebody gives references to them back.</summary>
internal sealed class HandleChooser(HeaderView headers)
{
    public ImmutableArray<HandleChoice> Choose(ImmutableArray<NamePair> pairs) =>
    [
        .. headers.Facts.Api.Records
            .Select(record => (Record: record, TypeName: HeaderView.TypeName(record.Tag, record.Name)))
            .Where(pair => pair.TypeName is not null)
            .Select(pair => new HandleChoice(pair.Record, pair.TypeName!, Confirmed([.. pairs.Where(candidate => Counts(candidate, pair.Record))]), [.. pairs.Where(candidate => Makes(candidate, pair.Record))]))
            .Where(choice => choice.Counted.Length + choice.Makers.Length > 0),
    ];

    /// <summary>Of several pairs, those that scoped cleanup confirms, if it does.</summary>
    private ImmutableArray<NamePair> Confirmed(ImmutableArray<NamePair> counted) =>
        counted.Length > 1 && counted.Where(pair => headers.Cleanup.Releases(pair.Ends[0]) is not null).ToImmutableArray() is [_] one ? one : counted;

    private bool Counts(NamePair pair, CRecord record) =>
        pair is { Kind: PairKind.Counted, Ends: [var put] } && TakesOnly(pair.Begin, record) && TakesOnly(put, record)
        && (headers.IsVoid(pair.Begin.Result) || headers.Index.Pointee(pair.Begin.Result) == record)
        && headers.Index.Resolve(put.Result) is CBuiltinType { Kind: CBuiltin.Void or CBuiltin.Int or CBuiltin.Bool };

    private bool Makes(NamePair pair, CRecord record) =>
        pair.Kind == PairKind.Lifetime && headers.Index.Pointee(pair.Begin.Result) == record && !IsConstant(pair.Begin.Result)
        && pair.Ends.All(end => TakesOnly(end, record) && headers.IsVoid(end.Result));

    private bool IsConstant(CType pointer) => headers.Index.Resolve(pointer) is CPointerType { Pointee: var pointee } && headers.Index.Resolve(pointee).IsConst;

    private bool TakesOnly(CFunction function, CRecord record) => function.Parameters is [var only] && headers.Index.Pointee(only.Type) == record;
}
