using BindGen.Model;

namespace BindGen.Kernels;

/// <summary>A kernel's <c>Module.symvers</c>: which symbols modules may call, one a line, as tab-separated checksum, name,
/// module, kind of export and name space. It has some 30,000 lines; a run asks for a few hundred.</summary>
internal sealed record ExportTable(string Path)
{
    /// <summary>Of <paramref name="names"/>, those that are exported.</summary>
    public IReadOnlyDictionary<string, CExport> Find(IReadOnlySet<string> names)
    {
        var wanted = new HashSet<string>(names, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        var exports = new Dictionary<string, CExport>(StringComparer.Ordinal);
        var modules = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in File.ReadAllText(Path).AsSpan().EnumerateLines())
        {
            var fields = line[(line.IndexOf('\t') + 1)..];
            var end = fields.IndexOf('\t');
            if (end < 0 || !wanted.TryGetValue(fields[..end], out var name))
                continue;

            fields = fields[(end + 1)..];
            end = fields.IndexOf('\t');
            if (end < 0)
                continue;
            if (!modules.TryGetValue(fields[..end], out var module))
                modules[fields[..end]] = module = fields[..end].ToString();
            exports[name] = new CExport(module, fields[(end + 1)..].StartsWith("EXPORT_SYMBOL_GPL", StringComparison.Ordinal));
        }

        return exports;
    }
}
