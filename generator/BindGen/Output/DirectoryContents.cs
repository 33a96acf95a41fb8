namespace BindGen.Output;

/// <summary>What there is below a directory; paths are below it, with forward slashes. Links are not followed.</summary>
/// <param name="Files">Everything that is not a directory, links to directories too.</param>
internal sealed record DirectoryContents(IReadOnlyList<string> Files, IReadOnlyList<string> Directories, bool HasLinkedDirectories)
{
    public static DirectoryContents Read(string root)
    {
        var (files, directories, hasLinks) = (new List<string>(), new List<string>(), false);
        Read("");
        return new DirectoryContents(files, directories, hasLinks);

        void Read(string below)
        {
            foreach (var entry in new DirectoryInfo(Path.Combine(root, below)).EnumerateFileSystemInfos())
            {
                var path = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
                var isDirectory = entry is DirectoryInfo;
                if (isDirectory && entry.LinkTarget is null)
                {
                    directories.Add(path);
                    Read(path);
                    continue;
                }
                hasLinks |= isDirectory;
                files.Add(path);
            }
        }
    }
}
