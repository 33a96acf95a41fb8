using System.Text.Json;
using BindGen.Output;

namespace BindGen.Kernels;

/// <summary>Writes what <c>bindgen kernels list</c> found, for scripts.</summary>
internal static class KernelListingJson
{
    /// <returns>The text, which ends with a line end.</returns>
    public static string Write(KernelListing listing) => JsonText.Of(json => Listing(listing, json));

    private static void Listing(KernelListing listing, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("cache", listing.Cache);
        json.WriteStartArray("trees");
        foreach (var tree in listing.Trees)
            Tree(tree, json);
        json.WriteEndArray();
        json.WriteString("notAsked", listing.NotAsked);
        json.WriteStartArray("offered");
        foreach (var series in listing.Offered)
            Series(series, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Tree(ListedTree tree, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("origin", tree.Origin.ToString().ToLowerInvariant());
        json.WriteString("kernel", tree.Kernel);
        json.WriteString("arch", tree.Arch);
        json.WriteString("version", tree.Version);
        json.WriteBoolean("btf", tree.HasBtf);
        json.WriteString("path", tree.Path);
        json.WriteString("problem", tree.Problem);
        json.WriteEndObject();
    }

    private static void Series(OfferedSeries series, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kernel", series.Series.ToString());
        json.WriteString("arch", series.Arch.Name);
        json.WriteString("cached", series.Cached);
        json.WriteStartArray("releases");
        foreach (var release in series.Releases)
        {
            json.WriteStartObject();
            json.WriteString("version", release.Version.ToString());
            json.WriteString("package", release.Package);
            json.WriteString("packageVersion", release.PackageVersion);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
