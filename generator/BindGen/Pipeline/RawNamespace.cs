using BindGen.Ownership;

namespace BindGen.Pipeline;

/// <summary>The names that raw bindings get when the user gives none.</summary>
internal static class RawNamespace
{
    /// <summary><c>libusb-1.0/libusb.h</c> and <c>./my_lib.h</c> become <c>Libusb</c> and <c>MyLib</c>.</summary>
    public static string Of(string header) => WrapperName.Pascal(Stem(header)) is { Length: > 0 } name ? name : "Bindings";

    /// <summary>What a library is called when it is called like its header.</summary>
    public static string LibraryOf(string header) => Stem(header);

    private static string Stem(string header) => Path.GetFileNameWithoutExtension(header);
}
