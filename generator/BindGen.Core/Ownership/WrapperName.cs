using System.Text;

namespace BindGen.Ownership;

/// <summary>The names that wrappers get when no rule gives one.</summary>
internal static class WrapperName
{
    /// <summary><c>iommu_dev</c> and <c>ARM_32_LPAE_S1</c> become <c>IommuDev</c> and <c>Arm32LpaeS1</c>.</summary>
    public static string Pascal(string symbol)
    {
        var name = new StringBuilder(symbol.Length);
        var start = true;
        foreach (var c in symbol)
        {
            if (!char.IsLetterOrDigit(c))
            {
                start = true;
                continue;
            }
            name.Append(start ? char.ToUpperInvariant(c) : symbol.Any(char.IsLower) ? c : char.ToLowerInvariant(c));
            start = false;
        }
        return name.Length > 0 && char.IsDigit(name[0]) ? "_" + name : name.ToString();
    }

    /// <summary>The part of an item's name after the words that it shares with its handle: <c>DrmSection</c> of <c>DrmDevice</c> is <c>Section</c>.</summary>
    public static string WithoutHandle(string item, string handle)
    {
        var shared = 0;
        for (var i = 1; i < item.Length && i <= handle.Length && string.CompareOrdinal(item, 0, handle, 0, i) == 0; i++)
        {
            if (char.IsUpper(item[i]) && (i == handle.Length || char.IsUpper(handle[i])))
                shared = i;
        }
        return item[shared..];
    }
}
