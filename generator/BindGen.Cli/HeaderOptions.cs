using System.CommandLine;
using System.CommandLine.Parsing;
using BindGen.Kernels;
using BindGen.Pipeline;

namespace BindGen.Cli;

/// <summary>The options of the commands that read headers without a project.</summary>
internal sealed class HeaderOptions
{
    private const string HeaderName = "HEADER";

    private readonly Argument<string[]> _headers;

    public HeaderOptions() => _headers = new(HeaderName)
    {
        Description = "A file, such as ./foo.h, or a name that #include <…> finds, such as zlib.h; or one captured .api file. What follows '--' goes to clang: -- -I include -D NAME=1",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>For a command on a project or on headers.</summary>
    public HeaderOptions(string description) => _headers = new($"PROJECT|{HeaderName}") { Description = description, Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string[]> _also = new("--also")
    {
        Description = "Take also what these included headers declare, by the names that #include finds them by, with * and ?: 'openssl/*'; repeat for several. Default: the named headers, and every type that they use.",
        HelpName = "PATTERN",
    };

    private readonly Option<string?> _kernel = new("--kernel") { Description = "The headers are those of this kernel, such as 6.12, with the flags of its own build.", HelpName = "SERIES" };

    private readonly Option<string> _arch = new("--arch")
    {
        Description = "The kernel's architecture.",
        HelpName = KernelOptions.ArchNames,
        DefaultValueFactory = _ => KernelArch.Default.Name,
    };

    /// <summary>Whether a command reads headers without a project.</summary>
    public static bool IsIn(Command command) => command.Arguments.Any(argument => argument.Name.EndsWith(HeaderName, StringComparison.Ordinal));

    public void AddTo(Command command)
    {
        command.Arguments.Add(_headers);
        foreach (var option in new Option[] { _also, _kernel, _arch })
            command.Options.Add(option);
    }

    /// <summary>What is named before '--', and what follows it.</summary>
    public (string[] Names, IReadOnlyList<string> Clang) Named(ParseResult result)
    {
        var clang = result.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).Skip(1).Select(token => token.Value).ToList();
        var named = result.GetValue(_headers) ?? [];
        return (named[..Math.Max(0, named.Length - clang.Count)], clang);
    }

    /// <returns>Null with the reason when the command line makes no sense.</returns>
    public (HeaderRequest? Request, string Problem) Read(ParseResult result)
    {
        var (headers, clang) = Named(result);
        if (headers.Length == 0)
            return (null, "no header is named before '--'");
        if (headers.Contains(""))
            return (null, "the name of a header is empty");
        if (Array.Find(headers, header => header.EndsWith(HeaderSource.CaptureExtension, StringComparison.Ordinal)) is { } capture && (headers.Length > 1 || clang.Count > 0))
            return (null, $"'{capture}' is a captured API: it is read alone, and without arguments for clang");
        if (result.GetValue(_arch) is not { } arch || KernelArch.Find(arch) is null)
            return (null, KernelOptions.NoArch(result.GetValue(_arch) ?? ""));
        return (new HeaderRequest([.. headers], [.. result.GetValue(_also) ?? []], [.. clang], result.GetValue(_kernel), arch), "");
    }
}
