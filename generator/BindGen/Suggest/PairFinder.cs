using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Suggest;

/// <summary>Finds functions that undo each other by the words of their names and by their types.</summary>
internal sealed class PairFinder(HeaderView headers)
{
    private static readonly ImmutableArray<(PairKind Kind, string Begin, ImmutableArray<string> Ends)> Words =
    [
        (PairKind.Counted, "get", ["put"]),
        (PairKind.Counted, "ref", ["unref"]),
        (PairKind.Lifetime, "alloc", ["free", "destroy", "delete", "close"]),
        (PairKind.Lifetime, "create", ["free", "destroy", "delete", "close", "remove"]),
        (PairKind.Lifetime, "new", ["free", "destroy", "delete", "close"]),
        (PairKind.Lifetime, "get", ["free"]),
        (PairKind.Lifetime, "open", ["free", "destroy", "delete", "close"]),
        (PairKind.Registration, "register", ["unregister", "deregister", "unplug"]),
        (PairKind.Registration, "add", ["del", "remove"]),
        (PairKind.Guard, "lock", ["unlock"]),
        (PairKind.Guard, "enter", ["exit"]),
        (PairKind.Undecided, "begin", ["end"]),
        (PairKind.Undecided, "enable", ["disable"]),
        (PairKind.Undecided, "start", ["stop"]),
    ];

    /// <summary>In the order of the headers, each beginning function once.</summary>
    public ImmutableArray<NamePair> Find()
    {
        var functions = headers.Callable.ToLookup(function => string.Join(' ', NameWords.Of(function.Name)), StringComparer.Ordinal);
        var pairs = ImmutableArray.CreateBuilder<NamePair>();
        foreach (var begin in headers.Callable)
        {
            if (Find(begin, functions) is { } pair)
                pairs.Add(pair);
        }
        return pairs.ToImmutable();
    }

    private NamePair? Find(CFunction begin, ILookup<string, CFunction> functions)
    {
        var words = NameWords.Of(begin.Name);
        foreach (var (kind, word, ends) in Words)
        {
            for (var i = 0; i < words.Length; i++)
            {
                if (words[i] != word)
                    continue;
                var position = i;
                var found = ends.SelectMany(end => functions[string.Join(' ', words.SetItem(position, end))]).Where(end => AreRelated(begin, end)).ToImmutableArray();
                if (found.Length > 0)
                    return new NamePair(kind, begin, found);
            }
        }
        return null;
    }

    /// <summary>Whether both are about the same: by their first parameters, by what one returns or writes and the other takes, or
    /// because neither is about anything.</summary>
    private bool AreRelated(CFunction begin, CFunction end)
    {
        if (begin.Parameters.IsEmpty || end.Parameters.IsEmpty)
            return end.Parameters.IsEmpty ? begin.Parameters.IsEmpty : AreSame(begin.Result, end.Parameters[0].Type);
        var first = end.Parameters[0].Type;
        return AreSame(begin.Parameters[0].Type, first) || AreSame(begin.Result, first)
            || begin.Parameters.Any(parameter => headers.Index.Resolve(parameter.Type) is CPointerType pointer && AreSame(pointer.Pointee, first))
            || begin.Parameters.Any(parameter => headers.IsHandedOver(parameter, end.Parameters[0]));
    }

    private bool AreSame(CType one, CType two) =>
        headers.Index.Pointee(one) is { } record ? headers.Index.Pointee(two) == record
        : TypeNotation.Print(headers.Index.Resolve(one)).Replace("const ", "", StringComparison.Ordinal) == TypeNotation.Print(headers.Index.Resolve(two)).Replace("const ", "", StringComparison.Ordinal)
            && headers.Index.Resolve(one) is not CBuiltinType;
}
