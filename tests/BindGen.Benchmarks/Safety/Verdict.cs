using System.Globalization;

namespace BindGen.Benchmarks.Safety;

internal static class Verdict
{
    /// <summary>What a row says about its limit; nothing where there is none.</summary>
    public static string Of(double ratio, double limit) =>
        double.IsInfinity(limit) ? "" : string.Create(CultureInfo.InvariantCulture, $"  limit {limit:F2}: {(ratio <= limit ? "met" : "OVER")}");
}
