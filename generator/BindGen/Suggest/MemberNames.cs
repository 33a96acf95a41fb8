using System.Collections.Immutable;
using BindGen.Ownership;

namespace BindGen.Suggest;

/// <summary>Names of methods: the function's words without those of the object that it is about.</summary>
internal sealed class MemberNames(string record)
{
    private static readonly ImmutableHashSet<string> Reserved =
        ["Clone", "Dispose", "Equals", "Finalize", "GetHashCode", "GetType", "IsDisposed", "MemberwiseClone", "Retain", "ToString", "Use"];

    private readonly ImmutableArray<string> _object = NameWords.Of(record);
    private readonly HashSet<string> _taken = new(Reserved, StringComparer.Ordinal);

    /// <returns>Null when only the function's whole name tells it from the others.</returns>
    public string? Claim(string function)
    {
        var words = NameWords.Of(function);
        var shared = 0;
        while (shared < words.Length && shared < _object.Length && IsShort(words[shared], _object[shared]))
            shared++;
        var name = WrapperName.Pascal(string.Join('_', words.Skip(shared)));
        return shared > 0 && name.Length > 0 && char.IsLetter(name[0]) && _taken.Add(name) ? name : null;
    }

    /// <summary><c>dev</c> is short for <c>device</c>.</summary>
    private static bool IsShort(string word, string whole) => word.Length > 2 && whole.StartsWith(word, StringComparison.Ordinal) || word == whole;
}
