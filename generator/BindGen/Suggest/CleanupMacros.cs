using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Suggest;

/// <summary>What the kernel's scoped cleanup says: <c>DEFINE_FREE</c> names the function that releases, <c>DEFINE_GUARD</c> what is locked.
/// Both are known by the inline functions that they make, which captures have too.</summary>
internal sealed class CleanupMacros
{
    private const string Free = "__free_";
    private const string Class = "class_";
    private const string Constructor = "_constructor";

    private static readonly ImmutableArray<string> Parts = [Constructor, "_destructor", "_lock_ptr", "_lock_err"];

    private readonly Dictionary<string, CFunction> _functions;

    public CleanupMacros(CApi api) =>
        _functions = api.Functions.Where(function => function.Linkage == CLinkage.Inline).ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The macro that made the function; null for one that somebody wrote.</summary>
    public string? MacroOf(CFunction function) =>
        function.Linkage != CLinkage.Inline ? null
        : function.Name.StartsWith(Free, StringComparison.Ordinal) && function.Parameters is [{ Name: "p" }] ? $"DEFINE_FREE({function.Name[Free.Length..]})"
        : Parts.FirstOrDefault(part => function.Name.StartsWith(Class, StringComparison.Ordinal) && function.Name.EndsWith(part, StringComparison.Ordinal)) is { } ending
            && function.Name[Class.Length..^ending.Length] is var name && _functions.ContainsKey(Class + name + Constructor) ? $"{ClassMacro(name)}({name})"
        : null;

    /// <summary>That a function ends what scoped cleanup ends with it; null when nothing says so.</summary>
    public string? Releases(CFunction function) =>
        _functions.TryGetValue(Free + function.Name, out var made) ? $"DEFINE_FREE({function.Name}) at {HeaderView.Place(made)}" : null;

    /// <summary>That a lock has a scoped guard, which is named as the lock's function without the word that locks.</summary>
    public string? Guards(CFunction lockFunction)
    {
        var words = NameWords.Of(lockFunction.Name);
        var name = string.Join('_', words.Where(word => word is not ("lock" or "enter")));
        return new[] { name, lockFunction.Name }.Where(candidate => ClassMacro(candidate) == "DEFINE_GUARD" && _functions.ContainsKey(Class + candidate + Constructor))
            .Select(candidate => $"DEFINE_GUARD({candidate}) at {HeaderView.Place(_functions[Class + candidate + Constructor])}").FirstOrDefault();
    }

    private string ClassMacro(string name) => _functions.ContainsKey(Class + name + "_lock_ptr") ? "DEFINE_GUARD" : "DEFINE_CLASS";
}
