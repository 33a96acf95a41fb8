using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Model.Comments;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>The raw layer as templates see it: per C header its functions, enums and records.</summary>
internal sealed class RawView(OwnershipModel model, ApiIndex index, RawStyle style, CommentIndex comments)
{
    // The name of the field that every enum has inside .NET; C# refuses it.
    private const string EnumStorage = "value__";

    private readonly RawTypes _types = new(index, style);

    public RawTypes Types => _types;

    public CommentView Comments => field ??= new CommentView(comments, new XmlComment(index, _types.Names, ReferenceTo));

    private RawRecordView Records => field ??= new RawRecordView(index, _types, Comments, Enum);

    public RawConstants Constants => field ??= new RawConstants(model.Api, index, _types, model.Api.Functions.Where(IsImported).Select(function => CSharpName.Bare(_types.Names.Function(function.Name))));

    /// <summary>The files with what they are about: every header that declares something has one, or all have one together.</summary>
    public IEnumerable<(string Path, string Subject, ImmutableHashSet<string> Headers)> Files()
    {
        var headers = Headers().ToList();
        if (style.IsOneFile)
            return [("raw/all.cs", model.Api.HeadersInWords, headers.ToImmutableHashSet(StringComparer.Ordinal))];
        // What ends in .h leaves that out of its file's name, unless another header is called so.
        var names = headers.ToLookup(ShortName, StringComparer.Ordinal);
        var taken = new HashSet<string>(headers.Where(header => names[ShortName(header)].Count() == 1).Select(ShortName), StringComparer.Ordinal);
        return [.. headers.Select(header => (Path(header), header, ImmutableHashSet.Create(StringComparer.Ordinal, header)))];

        string Path(string header)
        {
            var name = ShortName(header);
            if (names[name].Count() > 1)
            {
                name = WithoutBrackets(header);
                while (!taken.Add(name))
                    name += "_";
            }
            return $"raw/{name}.cs";
        }
    }

    /// <summary>Every header that declares something, by name.</summary>
    private IEnumerable<string> Headers() =>
        model.Api.Functions.Cast<CDeclaration>().Concat(model.Api.Records).Concat(model.Api.Enums).Concat(Constants.Members)
            .Where(IsTopLevel)
            .Select(declaration => declaration.Location.Header)
            .Distinct()
            .OrderBy(header => header, StringComparer.Ordinal);

    private static string ShortName(string header) => WithoutBrackets(header.EndsWith(".h", StringComparison.Ordinal) ? header[..^2] : header);

    private static string WithoutBrackets(string header) => header.Replace("<", "").Replace(">", "");

    public ScriptObject File(ImmutableHashSet<string> headers)
    {
        var functions = model.Api.Functions.Where(function => headers.Contains(function.Location.Header)).ToList();
        return View.Map(
            ("functions", View.List(functions.Where(IsImported), Function)),
            ("left_out", View.List(functions.Where(function => !IsImported(function)), LeftOut)),
            ("constants", Constants.Of(headers)),
            ("variables", Constants.Variables(headers)),
            ("not_constants", Constants.LeftOut(headers)),
            ("enums", View.List(model.Api.Enums.Where(@enum => headers.Contains(@enum.Location.Header) && IsTopLevel(@enum)), Enum)),
            ("records", View.List(model.Api.Records.Where(record => headers.Contains(record.Location.Header) && IsTopLevel(record)), Records.Of)));
    }

    /// <summary>The name that a shim gives what has no symbol.</summary>
    public static string ShimName(CFunction function) => "bindgen_" + function.Name;

    public bool IsShimmed(CFunction function) => !function.HasSymbol && Wrapped.Contains(function.Name);

    private HashSet<string> Wrapped => field ??= new HashSet<string>(
        model.Symbols.Where(fact => fact is { Disposition: Disposition.Wrapped, Symbol: CFunction { HasSymbol: false } }).Select(fact => fact.Symbol.Name),
        StringComparer.Ordinal);

    /// <summary>How documentation refers to a function; null for one that the raw layer does not have, or has under a keyword.</summary>
    private string? ReferenceTo(string function) =>
        index.Function(function) is { } known && IsImported(known) && _types.Names.Function(function) is var name && CSharpName.Escape(name) == name ? $"{style.Class}.{name}" : null;

    /// <summary>Reports each member that C# sees as bytes.</summary>
    public void ReportOpaque(DiagnosticBag diagnostics)
    {
        foreach (var (record, field) in Records.Opaque())
            diagnostics.Add(
                DiagnosticKinds.InexactDeclaration,
                new SourceSpan(record.Location.Header, record.Location.Line, 1, record.Location.Line, 1),
                $"'{record.Name}.{field.Source!.Name}' of type '{CSpelling.Print(field.Source.Type)}' becomes {field.Size} opaque bytes");
    }

    private bool IsImported(CFunction function) => Reason(function) is null;

    /// <summary>Why a function is left out of the raw layer; null for one that it imports.</summary>
    public string? Reason(CFunction function) =>
        function.IsVariadic ? "takes a variable number of arguments"
        : !function.HasSymbol && !IsShimmed(function) ? $"{(function.Linkage == CLinkage.Inline ? "is inline" : "has a prototype")} and no rule asks for a shim"
        : function.Linkage == CLinkage.External && model.Api.Target.HasExportTable && function.Export is null ? "is not exported"
        : function.Parameters.Select(parameter => parameter.Type).Prepend(function.Result).Where(type => !_types.Passing.IsPassable(type)).ToList() is { Count: > 0 } refused
            ? refused.Exists(type => index.RecordOf(type) is null) ? "passes a type that .NET cannot" : "passes a struct by value that .NET passes differently"
        : null;

    private ScriptObject LeftOut(CFunction function) => View.Map(("name", function.Name), ("reason", Reason(function)));

    private ScriptObject Function(CFunction function) => View.Map(
        ("comment", Comments.Function(function.Name, function.Parameters.Where(parameter => parameter.Name.Length > 0).ToDictionary(parameter => parameter.Name, parameter => CSharpName.Escape(parameter.Name), StringComparer.Ordinal))),
        ("name", _types.Names.Function(function.Name)),
        ("entry_point", EntryPoint(function)),
        ("result", _types.Print(function.Result)),
        ("native_result", _types.NativeName(function.Result)),
        ("parameters", View.List(Named(function.Parameters), item => View.Map(
            ("name", item.Name),
            ("type", _types.Print(item.Parameter.Type)),
            ("native", _types.NativeName(item.Parameter.Type))))));

    /// <summary>The symbol, where the C# name is another.</summary>
    private string? EntryPoint(CFunction function) =>
        IsShimmed(function) ? ShimName(function)
        : CSharpName.Bare(_types.Names.Function(function.Name)) == function.Symbol ? null
        : function.Symbol;

    private static IEnumerable<(string Name, CParameter Parameter)> Named(IEnumerable<CParameter> parameters)
    {
        var named = parameters.ToList();
        var scope = new NameScope(named.Where(parameter => parameter.Name.Length > 0).Select(parameter => parameter.Name));
        return named.Select((parameter, position) => (parameter.Name.Length == 0 ? scope.Claim($"arg{position}") : CSharpName.Escape(parameter.Name), parameter));
    }

    private ScriptObject Enum(CEnum @enum) => View.Map(
        ("comment", Comments.Enum(@enum.Name)),
        ("name", _types.Names.Simple(CTag.Enum, @enum.Name)),
        ("type", RawTypes.EnumBase(@enum)),
        ("is_flags", RawFlags.IsFlags(@enum)),
        ("values", View.List(@enum.Values, value => View.Map(
            ("comment", Comments.Enumerator(@enum.Name, value.Name)),
            ("name", value.Name == EnumStorage ? EnumStorage + "_" : CSharpName.Escape(value.Name)),
            ("value", EnumValue(@enum, value))))));

    public static string EnumValue(CEnum @enum, CEnumerator value) =>
        @enum.Underlying is CBuiltin.UInt or CBuiltin.ULong or CBuiltin.ULongLong
            ? unchecked((ulong)value.Value).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : value.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsTopLevel(CDeclaration declaration) => declaration is CFunction or CMacro or CVariable || RawNames.Parent(declaration.Name) is null;
}
