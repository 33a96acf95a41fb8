using System.IO.Compression;
using BindGen.Tests.EndToEnd;
using Xunit;

namespace BindGen.Tests.Cli;

/// <summary>The tool as its users get it: packed, installed from that package alone, and run.</summary>
public sealed class PackageTests(PackageTests.InstalledTool tool) : IClassFixture<PackageTests.InstalledTool>
{
    [Fact]
    public void The_package_has_what_generated_code_is_compiled_against()
    {
        using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(tool.At("packages"), "BindGen.*.nupkg")));

        Assert.Contains(package.Entries, entry => entry.FullName.EndsWith("/BindGen.Runtime.dll", StringComparison.Ordinal));
        Assert.Contains(package.Entries, entry => entry.FullName.EndsWith("/Microsoft.CodeAnalysis.CSharp.dll", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_called_bindgen()
    {
        var help = tool.Run(tool.Root, "--help");

        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.Equal(ToolRun.Of("--help").Output, help.Output);
        Assert.Equal(ToolRun.Of("--version").Output, tool.Run(tool.Root, "--version").Output);
    }

    [Fact]
    public void It_generates_what_is_committed()
    {
        using var project = new KernelProject(withOutput: false);

        var run = tool.Run(project.Root, "generate", "headers/linux/linux.bindgen", "--from", "api");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var target in KernelProject.Targets)
        {
            Assert.Contains($"{target}: output/{target}: ", run.Output, StringComparison.Ordinal);
            FileTree.Read(Repository.PathOf("output", target)).AssertSameBytes(project.Output(target));
        }
    }

    [Fact]
    public void It_compiles_what_it_generates()
    {
        using var project = new KernelProject();
        project.Write("templates/safe/functions.sbn-cs", "namespace {{ namespace }};\n\npublic class {{ group.name }} : BindGen.Runtime.Nothing;\n");

        var run = tool.Run(project.Root, "generate", "headers/linux/linux.bindgen", "--from", "api", "--templates", "templates");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["BG0500"], run.Errors.Distinct());
    }

    /// <summary>Packed and installed once, with no package source but the directory that it was packed into.</summary>
    public sealed class InstalledTool : IDisposable
    {
        public InstalledTool()
        {
            File.WriteAllText(At("nuget.config"), "<configuration><packageSources><clear /><add key=\"packed\" value=\"packages\" /></packageSources></configuration>\n");
            Directory.CreateDirectory(At("packages"));
            Dotnet(
                "pack", Repository.PathOf("generator", "BindGen.Cli"), "-c", "Release", "-o", At("packages"), "-nodeReuse:false", "-v:quiet", "-nologo",
                $"-p:ArtifactsPath={At("artifacts")}", $"-p:RestoreConfigFile={At("nuget.config")}", "-p:NuGetAudit=false");
            Dotnet("tool", "install", "BindGen", "--tool-path", At("tool"), "--configfile", At("nuget.config"), "--no-cache");
        }

        internal string Root { get; } = Directory.CreateTempSubdirectory("bindgen-tool-").FullName;

        internal string At(string path) => Path.Combine(Root, path);

        /// <summary>Runs the installed tool, with a cache of its own so that it has to compile what it generates.</summary>
        internal ToolRun Run(string directory, params string[] arguments) =>
            ChildProcess.Run(At("tool/bindgen"), directory, [("BINDGEN_CACHE", At("cache"))], arguments);

        public void Dispose() => Directory.Delete(Root, recursive: true);

        private void Dotnet(params string[] arguments)
        {
            var run = ChildProcess.Run(
                ChildProcess.Dotnet, Root, [("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en")], arguments);
            if (run.ExitCode == 0)
                return;
            Dispose();   // nobody else does when the constructor fails
            Assert.Fail($"dotnet {string.Join(' ', arguments)}\n{run.Output}{run.Error}");
        }
    }
}
