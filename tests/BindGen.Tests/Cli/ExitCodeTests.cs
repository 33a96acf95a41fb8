using BindGen.Cli;
using BindGen.Diagnostics;
using Xunit;

namespace BindGen.Tests.Cli;

public sealed class ExitCodeTests
{
    [Fact]
    public void Notes_and_warnings_are_no_failure() => Assert.Equal(0, Of(DiagnosticKinds.ApiChanged, DiagnosticKinds.EditedOutputKept));

    [Fact]
    public void An_error_is_a_finding() => Assert.Equal(1, Of(DiagnosticKinds.ApiChanged, DiagnosticKinds.UnknownSymbol));

    [Fact]
    public void A_broken_header_explains_every_other_error() => Assert.Equal(3, Of(DiagnosticKinds.UnknownSymbol, DiagnosticKinds.HeaderError));

    [Fact]
    public void So_does_a_translation_unit_that_libclang_refuses() => Assert.Equal(3, Of(DiagnosticKinds.ParseFailed));

    [Theory]
    [InlineData(1, 0, "bindgen: 1 error; nothing was written")]
    [InlineData(2, 1, "bindgen: 2 errors, 1 warning; nothing was written")]
    [InlineData(1, 2, "bindgen: 1 error, 2 warnings; nothing was written")]
    public void The_last_line_counts_errors_and_warnings(int errors, int warnings, string expected)
    {
        var text = Written(
            [.. Enumerable.Repeat(DiagnosticKinds.UnknownSymbol, errors), .. Enumerable.Repeat(DiagnosticKinds.EditedOutputKept, warnings), DiagnosticKinds.ApiChanged]);

        Assert.Equal(expected, text.Split('\n')[^2]);
    }

    [Fact]
    public void Nothing_is_counted_when_there_is_no_error() =>
        Assert.Equal("warning BG0007: it\n", Written([DiagnosticKinds.EditedOutputKept]));

    private static int Of(params DiagnosticKind[] kinds) => ExitCode.Of(kinds.Select(kind => new Diagnostic(kind, null, "it")));

    private static string Written(DiagnosticKind[] kinds)
    {
        var error = new StringWriter { NewLine = "\n" };
        DiagnosticOutput.Write(kinds.Select(kind => new Diagnostic(kind, null, "it")), "nothing was written", error);
        return error.ToString();
    }
}
