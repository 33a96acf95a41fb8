using BindGen.Emit;
using BindGen.Model;

namespace BindGen.Comparison;

/// <summary>Says what differs between two versions of an enum or of a macro without parameters.</summary>
internal static class ValueComparison
{
    public static IEnumerable<ChangeDetail> Compare(CEnum old, CEnum current, bool isUsed)
    {
        if (old.Values.IsEmpty != current.Values.IsEmpty)
        {
            yield return old.Values.IsEmpty ? ChangeRule.Completed.Detail("was declared only, is defined") : ChangeRule.Hidden.Detail("was defined, is declared only", isUsed);
            yield break;
        }
        if (RawLayout.Builtin(old.Underlying) != RawLayout.Builtin(current.Underlying))
            yield return ChangeRule.EnumType.Detail($"its values were '{TypeNotation.Spelling(old.Underlying)}', are '{TypeNotation.Spelling(current.Underlying)}'", isUsed);

        var gone = old.Values.Where(value => !current.Values.Any(other => other.Name == value.Name)).ToList();
        var added = current.Values.Where(value => !old.Values.Any(other => other.Name == value.Name)).ToList();
        foreach (var value in gone.ToList())
        {
            if (added.FindAll(other => other.Value == value.Value) is not [var renamed] || gone.Count(other => other.Value == value.Value) > 1)
                continue;
            yield return ChangeRule.ValueRenamed.Detail($"'{value.Name}' is named '{renamed.Name}'", isUsed);
            gone.Remove(value);
            added.Remove(renamed);
        }
        foreach (var value in gone)
            yield return ChangeRule.ValueGone.Detail($"'{value.Name}' is gone, was {RawView.EnumValue(old, value)}", isUsed);
        foreach (var value in old.Values)
        {
            if (current.Values.FirstOrDefault(other => other.Name == value.Name) is { } other && RawView.EnumValue(old, value) != RawView.EnumValue(current, other))
                yield return ChangeRule.ValueChanged.Detail($"'{value.Name}' was {RawView.EnumValue(old, value)}, is {RawView.EnumValue(current, other)}", isUsed);
        }
        foreach (var value in added)
            yield return ChangeRule.ValueNew.Detail($"'{value.Name}' is new, {RawView.EnumValue(current, value)}");
    }

    public static IEnumerable<ChangeDetail> Compare(CMacro old, CMacro current, bool isUsed)
    {
        if (old.Kind != current.Kind)
        {
            yield return ChangeRule.ConstantKind.Detail($"{Kind(old).Replace("is ", "was ")}, {Kind(current)}", isUsed);
            yield break;
        }
        if (Equals(old.Value, current.Value) || old.Value is not { } was || current.Value is not { } now)
            yield break;
        if (DeclarationText.Value(was) != DeclarationText.Value(now))
            yield return ChangeRule.ValueChanged.Detail($"was {DeclarationText.Value(was)}, is {DeclarationText.Value(now)}", isUsed);
        else
            yield return ChangeRule.ConstantType.Detail($"was {ConstantNotation.Print(was)}, is {ConstantNotation.Print(now)}", isUsed);
    }

    /// <summary>A macro whose name an enumerator has now.</summary>
    public static IEnumerable<ChangeDetail> Compare(string name, CIntegerConstant old, CEnum current, bool isUsed)
    {
        var (was, now) = (ConstantNotation.Number(old), RawView.EnumValue(current, current.Values.First(value => value.Name == name)));
        yield return ChangeRule.ConstantToEnumerator.Detail($"was a macro, is an enumerator of enum {DeclarationText.NameOf(current)}");
        if (was != now)
            yield return ChangeRule.ValueChanged.Detail($"was {was}, is {now}", isUsed);
    }

    private static string Kind(CMacro macro) => macro.Reason ?? "is a constant";
}
