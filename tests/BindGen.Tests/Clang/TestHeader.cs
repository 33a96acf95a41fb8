using System.Collections.Immutable;
using BindGen.Clang;
using BindGen.Diagnostics;
using BindGen.Model;
using Xunit;

namespace BindGen.Tests.Clang;

/// <summary>C text as a header with the name <c>test.h</c>, compiled for x86_64.</summary>
internal static class TestHeader
{
    public const string Name = "test.h";

    public static readonly CTarget Target = new("x86_64-linux-gnu", "", HasExportTable: false);

    public static LibClang LibClang
    {
        get
        {
            var diagnostics = new DiagnosticBag();
            return LibClang.Load(diagnostics) ?? throw new InvalidOperationException(diagnostics.ToSorted()[0].Message);
        }
    }

    public static ParseRequest Request(LibClang libclang, string text, params IEnumerable<string> arguments) =>
        new(Name, text, [Name], ClangArguments.ForLibrary(libclang, Target.Triple, arguments), Target);

    public static CApi Parse(string text, params IEnumerable<string> arguments)
    {
        var (api, diagnostics) = TryParse(text, arguments);
        Assert.Empty(diagnostics);
        return api!;
    }

    public static (CApi? Api, ImmutableArray<Diagnostic> Diagnostics) TryParse(string text, params IEnumerable<string> arguments) =>
        TryParse(Request(LibClang, text, arguments));

    public static (CApi? Api, ImmutableArray<Diagnostic> Diagnostics) TryParse(ParseRequest request)
    {
        var diagnostics = new DiagnosticBag();
        var api = new HeaderParser(LibClang).Parse(request, diagnostics);
        return (api, diagnostics.ToSorted());
    }

    public static CRecord Record(this CApi api, string name) => Assert.Single(api.Records, record => record.Name == name);

    public static CEnum Enum(this CApi api, string name) => Assert.Single(api.Enums, item => item.Name == name);

    public static CFunction Function(this CApi api, string name) => Assert.Single(api.Functions, function => function.Name == name);

    public static string Typedef(this CApi api, string name) => TypeNotation.Print(Assert.Single(api.Typedefs, typedef => typedef.Name == name).Type);

    /// <summary>The layout of a record on one line: size, alignment and the members with their bit offsets.</summary>
    public static string Layout(this CApi api, string name)
    {
        var record = api.Record(name);
        var fields = record.Fields.Select(field =>
            $"{field.BitOffset}{(field.BitWidth is { } width ? $":{width}" : "")} {(field.Name.Length == 0 ? "_" : field.Name)} {TypeNotation.Print(field.Type)}");
        return $"{record.Size}/{record.Align} {{ {string.Join("; ", fields)} }}";
    }

    /// <summary>A function as one line of type notation.</summary>
    public static string Signature(this CApi api, string name)
    {
        var function = api.Function(name);
        var parameters = function.Parameters.Select(parameter => $"{parameter.Name} {TypeNotation.Print(parameter.Type)}".Trim());
        return $"({string.Join(", ", function.IsVariadic ? parameters.Append("...") : parameters)}) {TypeNotation.Print(function.Result)}";
    }
}
