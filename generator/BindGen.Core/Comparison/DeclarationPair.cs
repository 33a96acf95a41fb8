using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>A declaration in two versions; at least one of them is there. What has no name of its own is part of what it stands in.</summary>
/// <param name="Key">Its name in the version that has it, and in the later one where both do.</param>
internal sealed record DeclarationPair(string Key, CDeclaration? Before, CDeclaration? After)
{
    private const string UnnamedEnumPrefix = "enum.";

    /// <summary>The declaration that the change is named after: the later one, unless that only has the earlier one inside it.</summary>
    public CDeclaration Subject => After is CEnum && Before is CMacro ? Before : After ?? Before!;

    /// <summary>Those of the later version in its order, then those that are gone.</summary>
    public static List<DeclarationPair> Of(CApi before, CApi after)
    {
        var doubles = new HashSet<string>(Doubles(before).Concat(Doubles(after)), StringComparer.Ordinal);
        var old = ByKey(before, doubles);
        var current = ByKey(after, doubles);
        JoinUnnamedEnums(old, current);
        var gone = old.Where(pair => !current.ContainsKey(pair.Key)).ToList();
        // What was a macro can be an enumerator now, which is declared inside its enum.
        var enums = after.Enums.SelectMany(@enum => @enum.Values, (@enum, value) => (@enum, value.Name)).ToLookup(item => item.Name, item => item.@enum, StringComparer.Ordinal);
        return
        [
            .. current.Select(pair => new DeclarationPair(pair.Key, old.TryGetValue(pair.Key, out var was) ? was : null, pair.Value)),
            .. gone.Select(pair => new DeclarationPair(pair.Key, pair.Value, pair.Value is CMacro { Value: CIntegerConstant } ? enums[pair.Value.Name].FirstOrDefault() : null)),
        ];
    }

    public static SubjectKind SubjectOf(CDeclaration declaration) => declaration switch
    {
        CFunction => SubjectKind.Function,
        CMacro { IsFunctionLike: true } => SubjectKind.Macro,
        CMacro => SubjectKind.Constant,
        CVariable => SubjectKind.Variable,
        CTypedef => SubjectKind.Typedef,
        CEnum => SubjectKind.Enum,
        _ => SubjectKind.Record,
    };

    public static string InWords(CDeclaration declaration) => declaration switch
    {
        CFunction { Linkage: CLinkage.Inline } => "the inline function",
        CFunction => "the function",
        CMacro { IsFunctionLike: true } => "the macro",
        CMacro { Value: not null } => "the constant",
        CMacro => "the macro without parameters",
        CVariable => "the variable",
        CTypedef => "the type",
        CEnum => "the enum",
        CRecord { IsUnion: true } => "the union",
        _ => "the struct",
    };

    /// <summary>Ordinary names, and tags.</summary>
    /// <param name="doubles">The names of macros that are to be told from what they hide.</param>
    private static Dictionary<string, CDeclaration> ByKey(CApi api, HashSet<string> doubles)
    {
        var byKey = new Dictionary<string, CDeclaration>(StringComparer.Ordinal);
        foreach (var declaration in api.Functions.Concat<CDeclaration>(api.Variables).Concat(api.Typedefs.Where(typedef => !IsNameOfItsType(typedef))))
            byKey[SubjectKey.Ordinary(declaration.Name)] = declaration;
        foreach (var macro in api.Macros)
            byKey[doubles.Contains(macro.Name) ? SubjectKey.Hiding(macro.Name) : SubjectKey.Ordinary(macro.Name)] = macro;
        foreach (var declaration in api.Enums.Concat<CDeclaration>(api.Records.Where(record => !RecordMember.IsPartOfAnother(record.Name))))
            byKey[SubjectKey.Tag(declaration.Name)] = declaration;
        return byKey;
    }

    /// <summary>The macros with the name of something else, which they often call.</summary>
    private static IEnumerable<string> Doubles(CApi api) =>
        api.Macros.Select(macro => macro.Name).Intersect(api.Functions.Concat<CDeclaration>(api.Variables).Concat(api.Typedefs).Select(declaration => declaration.Name), StringComparer.Ordinal);

    /// <summary>Whether it only gives a name to what has none: <c>typedef struct { … } atomic_t</c>.</summary>
    private static bool IsNameOfItsType(CTypedef typedef) => typedef.Type is CNamedType named && named.Name == RecordMember.TypedefPrefix + typedef.Name;

    /// <summary>An enum without a name is named by its first enumerator, which may be another one now.</summary>
    private static void JoinUnnamedEnums(Dictionary<string, CDeclaration> old, Dictionary<string, CDeclaration> current)
    {
        var added = current.Where(pair => pair.Value is CEnum && !old.ContainsKey(pair.Key) && pair.Value.Name.StartsWith(UnnamedEnumPrefix, StringComparison.Ordinal)).ToList();
        foreach (var pair in old.Where(pair => pair.Value is CEnum && !current.ContainsKey(pair.Key) && pair.Value.Name.StartsWith(UnnamedEnumPrefix, StringComparison.Ordinal)).ToList())
        {
            var names = new HashSet<string>(((CEnum)pair.Value).Values.Select(value => value.Name), StringComparer.Ordinal);
            var found = added.FindIndex(other => ((CEnum)other.Value).Values.Any(value => names.Contains(value.Name)));
            if (found < 0)
                continue;
            old.Remove(pair.Key);
            old[added[found].Key] = pair.Value;
            added.RemoveAt(found);
        }
    }
}
