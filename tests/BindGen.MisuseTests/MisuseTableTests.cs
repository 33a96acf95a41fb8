using System.Globalization;
using System.Text;
using BindGen.Tests;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace BindGen.MisuseTests;

/// <summary>Keeps tests/misuse.md, which lists what becomes of every misuse, by the attributes of all tests. With BINDGEN_ACCEPT=1 it is rewritten.</summary>
public sealed class MisuseTableTests
{
    private static readonly string TablePath = Repository.PathOf("tests", "misuse.md");

    private sealed record Claim(string Id, string Kind, string Detail, string Test);

    [Fact]
    public void The_table_is_what_the_tests_say()
    {
        var table = Write(Claims());
        if (Environment.GetEnvironmentVariable("BINDGEN_ACCEPT") == "1")
            File.WriteAllText(TablePath, table);
        Assert.Equal(table, File.ReadAllText(TablePath).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_claim_is_about_a_row() => Assert.Empty(Claims().Select(claim => claim.Id).Except(MisuseRows.All.Select(row => row.Id)));

    private static List<Claim> Claims() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/generated/", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .Where(text => text.Contains("[Misuse(\"", StringComparison.Ordinal))
            .SelectMany(text => CSharpSyntaxTree.ParseText(text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview)).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
            .SelectMany(Claims)
            .Distinct()
            .OrderBy(claim => claim.Id, StringComparer.Ordinal).ThenBy(claim => claim.Kind, StringComparer.Ordinal).ThenBy(claim => claim.Test, StringComparer.Ordinal),
    ];

    private static IEnumerable<Claim> Claims(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Where(attribute => attribute.Name.ToString() == "Misuse").Select(attribute =>
        {
            var arguments = attribute.ArgumentList!.Arguments;
            return new Claim(Text(arguments[0].Expression), arguments[1].Expression.ToString().Split('.')[^1], arguments.Count > 2 ? Text(arguments[2].Expression) : "", $"{TypeOf(method)}.{method.Identifier.Text}");
        });

    private static string Text(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InvocationExpressionSyntax { ArgumentList.Arguments: [var name] } => name.ToString(),
        _ => throw new NotSupportedException($"'{expression}' is neither a text nor a name."),
    };

    private static string TypeOf(MethodDeclarationSyntax method) => ((TypeDeclarationSyntax)method.Parent!).Identifier.Text;

    private static string Write(List<Claim> claims)
    {
        var missing = MisuseRows.All.Select(row => row.Id).Except(claims.Select(claim => claim.Id)).ToList();
        var table = new StringBuilder(
            """
            <!-- Written by MisuseTableTests from the attributes of the tests. Do not edit: run it with BINDGEN_ACCEPT=1. -->
            # What becomes of every misuse

            Each row is shown by a test: the compiler refuses it, a named exception comes before any call into C, there is no way to say it, or it is an
            acknowledged hole. For the last column the protection was taken out of a template, a rule or the runtime library, and the test failed:
            `MutationTests` does that in every run.

            | id | misuse | becomes | test | without |
            |---|---|---|---|---|

            """);
        foreach (var (id, what) in MisuseRows.All)
        {
            var title = what;
            foreach (var claim in claims.Where(claim => claim.Id == id))
            {
                table.Append(CultureInfo.InvariantCulture, $"| {id} | {title} | {Becomes(claim)} | `{claim.Test}` | {Without(claim.Test)} |\n");
                title = "";
            }
        }
        table.Append(CultureInfo.InvariantCulture, $"\n{MisuseRows.All.Count - missing.Count} of {MisuseRows.All.Count} misuses have a test.");
        table.Append(missing.Count == 0 ? "\n" : $" Missing: {string.Join(", ", missing)}.\n");
        return table.ToString();
    }

    private static string Becomes(Claim claim) => claim.Kind switch
    {
        nameof(MisuseKind.CompileError) => $"error {claim.Detail}",
        nameof(MisuseKind.Exception) => claim.Detail,
        nameof(MisuseKind.Inexpressible) => "inexpressible",
        nameof(MisuseKind.Hole) => $"hole {claim.Detail}",
        _ => throw new NotSupportedException(claim.Kind),
    };

    private static string Without(string test) => string.Join(
        ", ", Mutation.All.Select(mutation => (mutation.Test, mutation.Name)).Concat(CompilerMutation.All.Select(mutation => (mutation.Test, mutation.Name)))
            .Where(mutation => mutation.Test == test).Select(mutation => mutation.Name));
}
