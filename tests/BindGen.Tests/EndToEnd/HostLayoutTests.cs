using System.Text.RegularExpressions;
using BindGen.Kernels;
using BindGen.Tests.Cli;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace BindGen.Tests.EndToEnd;

/// <summary>The kernel host has the layouts that the wrappers were generated for, except where a list says otherwise. Enums are left out: the BTF that
/// gcc 12 writes lacks enumerators above 2^31 - 1.</summary>
public sealed partial class HostLayoutTests
{
    [HostTheory]
    [InlineData("6.12")]
    [InlineData("6.1")]
    public void Records_of_the_host_that_differ_from_the_captured_API_are_listed(string series)
    {
        var run = ToolRun.Of("verify", Repository.PathOf("headers", "linux", "linux.bindgen"), "-t", $"linux-{series}", "--btf", HostTheoryAttribute.ShimsOf(series));

        Assert.All(run.Errors, code => Assert.Equal("BG0600", code));
        var compared = int.Parse(Compared().Match(run.Output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(compared, 400, 1000);
        Assert.Equal(Listed(series), DifferentRecord().Matches(run.Error).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("6.12")]
    [InlineData("6.1")]
    public void The_safe_layer_names_none_of_them(string series)
    {
        var different = Listed(series).ToHashSet(StringComparer.Ordinal);

        var named = Directory.EnumerateFiles(Repository.PathOf("output", $"linux-{series}", "safe"), "*.cs")
            .SelectMany(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantNodes().OfType<TypeSyntax>())
            .OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText)
            .Where(name => different.Contains(name)).Distinct();

        Assert.Empty(named);
        Assert.NotEmpty(different);
    }

    private static IEnumerable<string> Listed(string series) => File.ReadLines(Repository.PathOf("tests", "kernel-host", "layouts"))
        .Select(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(words => words is [_] || (words is [_, "since" or "until", _] && (words[2] == series)))
        .Select(words => words[0]).Order(StringComparer.Ordinal);

    [GeneratedRegex(@": error BG0600: [^:]*: (?:struct|union) ([A-Za-z0-9_.]+)")]
    private static partial Regex DifferentRecord();

    [GeneratedRegex(@": (\d+) records")]
    private static partial Regex Compared();
}

/// <summary>A theory that needs both kernel hosts, and says so where one is missing.</summary>
public sealed class HostTheoryAttribute : TheoryAttribute
{
    private static readonly string[] Series = ["6.12", "6.1"];

    public HostTheoryAttribute() => Skip = Series.Where(series => !File.Exists(ShimsOf(series)))
        .Select(series => $"there is no kernel host of {series}: './build.sh host' builds it").FirstOrDefault();

    internal static string ShimsOf(string series) => Path.Combine(KernelCache.Directory(), "kernel-host", series, "plain", "objects", "generated", "shims.o");
}
