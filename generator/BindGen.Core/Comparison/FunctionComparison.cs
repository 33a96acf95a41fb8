using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Says what differs between two versions of a function or of a global variable.</summary>
internal sealed class FunctionComparison(ApiIndex before, ApiIndex after)
{
    private readonly TypeComparison _types = new(before, after);

    private bool HasExports => before.Api.Target.HasExportTable && after.Api.Target.HasExportTable;

    /// <param name="isUsed">Whether earlier bindings call it.</param>
    public IEnumerable<ChangeDetail> Compare(CFunction old, CFunction current, bool isUsed)
    {
        if (old.Linkage != current.Linkage)
            yield return Linkage(old, current, isUsed);
        if (_types.Compare(old.Result, current.Result, TypePlace.Result) is { } result)
            yield return result.Detail($"the result was {Quoted(old.Result)}, is {Quoted(current.Result)}", isUsed);
        foreach (var detail in Parameters(old, current, isUsed))
            yield return detail;
        if (old.IsVariadic != current.IsVariadic)
            yield return current.IsVariadic
                ? ChangeRule.VariadicNew.Detail("takes a variable number of arguments", isUsed)
                : ChangeRule.VariadicGone.Detail("takes no variable number of arguments any more", isUsed);
        foreach (var detail in Symbol(old.HasSymbol && current.HasSymbol, old.Symbol, current.Symbol, old.Export, current.Export, isUsed))
            yield return detail;
    }

    public IEnumerable<ChangeDetail> Compare(CVariable old, CVariable current, bool isUsed)
    {
        if (_types.Compare(old.Type, current.Type, TypePlace.Stored) is { } type)
            yield return type.Detail($"was {Quoted(old.Type)}, is {Quoted(current.Type)}", isUsed);
        if (old.IsThreadLocal != current.IsThreadLocal)
            yield return ChangeRule.ThreadLocal.Detail(current.IsThreadLocal ? "every thread has its own" : "all threads share one", isUsed);
        if (old.IsStatic != current.IsStatic)
            yield return current.IsStatic
                ? ChangeRule.ToInline.Detail("has no symbol any more: each file that includes the header has a copy", isUsed)
                : ChangeRule.FromInline.Detail("has a symbol", isUsed);
        foreach (var detail in Symbol(!old.IsStatic && !current.IsStatic, old.Symbol, current.Symbol, old.Export, current.Export, isUsed))
            yield return detail;
    }

    private static ChangeDetail Linkage(CFunction old, CFunction current, bool isUsed) => (old.Linkage, current.Linkage) switch
    {
        (CLinkage.Prototype, CLinkage.Prototype) => throw new ArgumentException("It is the same."),
        (CLinkage.Prototype, _) => ChangeRule.ShimToFunction.Detail($"was {InWords(old)}, is {InWords(current)}", isUsed),
        (_, CLinkage.Prototype) => ChangeRule.FunctionToMacro.Detail($"was {InWords(old)}, is {InWords(current)}", isUsed),
        (_, CLinkage.Inline) => ChangeRule.ToInline.Detail("was a symbol, is inline", isUsed),
        _ => ChangeRule.FromInline.Detail("was inline, is a symbol", isUsed),
    };

    private static string InWords(CFunction function) => function.Linkage switch
    {
        CLinkage.Prototype => function.IsVariadic ? "a function whose format the rules fix" : "a macro",
        CLinkage.Inline => "an inline function",
        _ => "a function",
    };

    private IEnumerable<ChangeDetail> Parameters(CFunction old, CFunction current, bool isUsed)
    {
        var matches = ParameterMatch.Of(old.Parameters, current.Parameters);
        foreach (var match in matches)
        {
            if (match.After is not { } newPlace)
                yield return ChangeRule.ParameterGone.Detail($"parameter {Parameter(old, match.Before!.Value)} is gone", isUsed);
            else if (match.Before is not { } place)
                yield return ChangeRule.ParameterNew.Detail($"parameter {Parameter(current, newPlace)} is new", isUsed);
            else
            {
                var (was, now) = (old.Parameters[place], current.Parameters[newPlace]);
                if (was.Name != now.Name)
                    yield return ChangeRule.ParameterRenamed.Detail(
                        now.Name.Length == 0 ? $"parameter '{was.Name}' has no name any more"
                        : was.Name.Length == 0 ? $"parameter {place + 1} is named '{now.Name}'"
                        : $"parameter '{was.Name}' is named '{now.Name}'", isUsed);
                if (_types.Compare(was.Type, now.Type, TypePlace.Parameter) is { } type)
                    yield return type.As(DetailKind.Parameter).Detail($"parameter {Parameter(current, newPlace)} was {Quoted(was.Type)}, is {Quoted(now.Type)}", isUsed);
            }
        }
        if (ParameterMatch.AreReordered(matches))
            yield return ChangeRule.ParametersReordered.Detail(
                $"the order of the parameters was {Order(old)}, is {Order(current)}", isUsed);
    }

    private IEnumerable<ChangeDetail> Symbol(bool bothHave, string was, string now, CExport? old, CExport? current, bool isUsed)
    {
        if (!bothHave)
            yield break;
        if (was != now)
            yield return ChangeRule.Label.Detail($"its symbol was '{was}', is '{now}'", isUsed);
        if (!HasExports)
            yield break;
        if (old is null && current is not null)
            yield return ChangeRule.Exported.Detail($"is exported by {current.Module}{(current.IsGplOnly ? " for GPL modules" : "")}", isUsed);
        else if (old is not null && current is null)
            yield return ChangeRule.ExportGone.Detail("is not exported any more", isUsed);
        else if (old is not null && current is not null)
        {
            if (old.IsGplOnly != current.IsGplOnly)
                yield return current.IsGplOnly
                    ? ChangeRule.GplOnly.Detail("is exported for GPL modules only", isUsed)
                    : ChangeRule.GplLifted.Detail("is exported for all modules", isUsed);
            if (old.Module != current.Module)
                yield return ChangeRule.Module.Detail($"comes from {current.Module}, no more from {old.Module}", isUsed);
        }
    }

    private static string Order(CFunction function) =>
        string.Join(", ", function.Parameters.Select((parameter, place) => parameter.Name.Length == 0 ? (place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : parameter.Name));

    private static string Parameter(CFunction function, int place) =>
        function.Parameters[place].Name is { Length: > 0 } name ? $"'{name}'" : $"{place + 1}";

    private static string Quoted(CType type) => $"'{DeclarationText.Of(type)}'";
}
