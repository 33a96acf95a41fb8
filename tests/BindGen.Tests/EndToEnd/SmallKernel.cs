using BindGen.Kernels;
using BindGen.Tests.Cli;

namespace BindGen.Tests.EndToEnd;

/// <summary>A project with one small header, and a cache with the header tree of a kernel that has nothing else.</summary>
internal sealed class SmallKernel : IDisposable
{
    private const string Series = "9.9";
    private const string Header = "#define SMALL 1\nint small_add(int left, int right);\n";

    public SmallKernel()
    {
        var tree = KernelCache.PlaceOf(At("cache"), Series, "x86_64");
        foreach (var name in new[] { "kconfig", "compiler-version", "compiler_types" })
            Write($"{tree}/usr/src/linux-headers-9.9-common/include/linux/{name}.h", "");
        Write($"{tree}/usr/src/linux-headers-9.9-amd64/include/generated/autoconf.h", "");
        Write($"{tree}/usr/src/linux-headers-9.9-amd64/Module.symvers", "0x00000000\tsmall_add\tvmlinux\tEXPORT_SYMBOL\t\n");
        HeaderFile = $"{tree}/usr/src/linux-headers-9.9-common/include/linux/small.h";
        Write(HeaderFile, Header);
        Version = "9.9.1";

        Write("small.bindgen", "project Small;\nlibrary \"small\";\nrules \"small.rules\";\n\ntarget small {\n    kernel 9.9;\n    arch x86_64;\n}\n\noutput \"output/{target}\";\n");
        Write("small.rules", "header <linux/small.h>;\n\nfunctions Numbers {\n    small_add(left, right) as Add;\n}\n");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("bindgen-kernel-").FullName;

    public string HeaderFile { get; }

    public string Version
    {
        set => Write($"{KernelCache.PlaceOf(At("cache"), Series, "x86_64")}/version", value + "\n");
    }

    public string At(string path) => Path.Combine(Root, path);

    /// <summary>Runs the tool with the cache, in a process of its own: the cache is named by an environment variable.</summary>
    public ToolRun Run(params string[] arguments) => RunWith([], arguments);

    public ToolRun RunWith((string Name, string Value)[] environment, params string[] arguments) =>
        ChildProcess.RunTool(Root, [("BINDGEN_CACHE", At("cache")), .. environment], arguments);

    /// <summary>The project and its output, without the cache.</summary>
    public FileTree Project() => new(
        FileTree.Read(Root).Files.Where(file => !file.Key.StartsWith("cache/", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
