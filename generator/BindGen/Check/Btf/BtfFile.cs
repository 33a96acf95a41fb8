using BindGen.Check.Elf;
using BindGen.Diagnostics;
using BindGen.Output;

namespace BindGen.Check.Btf;

/// <summary>A file with BTF: the bare section, as <c>/sys/kernel/btf/vmlinux</c> is, or an ELF file that has one.</summary>
internal static class BtfFile
{
    private const string SectionName = ".BTF";

    /// <returns>Null after an error was reported.</returns>
    public static BtfLayouts? Read(string path, DiagnosticBag diagnostics)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(path, stream, diagnostics);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            diagnostics.Add(
                DiagnosticKinds.UnreadableFile, SourceSpan.OfFile(path), $"'{path}' cannot be read: {FileProblem.OfReading(path, exception)}",
                "Check the name, and that you may read it.");
            return null;
        }
    }

    /// <summary>Whether there is an ELF file at <paramref name="path"/> that has BTF.</summary>
    public static bool IsIn(string path)
    {
        try
        {
            if (!File.Exists(path))
                return false;
            using var stream = File.OpenRead(path);
            return ElfFile.Read(stream).Find(SectionName) is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return false;
        }
    }

    /// <param name="path">What <paramref name="stream"/> is called in messages.</param>
    public static BtfLayouts? Read(string path, Stream stream, DiagnosticBag diagnostics)
    {
        try
        {
            return new BtfLayouts(BtfTypes.Read(Section(stream)));
        }
        catch (InvalidDataException exception)
        {
            Unreadable(path, exception.Message, diagnostics);
            return null;
        }
    }

    public static void Unreadable(string path, string why, DiagnosticBag diagnostics) => diagnostics.Add(
        DiagnosticKinds.UnreadableBtf, SourceSpan.OfFile(path), $"'{path}' is no BTF that can be read: {why}",
        "Give a kernel's BTF: /sys/kernel/btf/vmlinux of a running one, or a vmlinux that was built with CONFIG_DEBUG_INFO_BTF.");

    private static byte[] Section(Stream stream)
    {
        var start = new byte[ElfFile.Magic.Length];
        var isElf = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && ElfFile.Magic.SequenceEqual(start);
        stream.Position = 0;
        if (isElf)
            return ElfFile.Read(stream).Find(SectionName) ?? throw new InvalidDataException($"the ELF file has no section {SectionName}");
        using var blob = new MemoryStream();
        stream.CopyTo(blob);
        return blob.ToArray();
    }
}
