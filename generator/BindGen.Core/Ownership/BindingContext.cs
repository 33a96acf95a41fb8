using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>What every part of binding needs: the declarations of the target, the items that rules declare, and where findings go.</summary>
/// <param name="Version">The version that <c>since</c> and <c>until</c> are compared with; null when the target has none.</param>
internal sealed partial class BindingContext(CApi api, ApiVersion? version, DiagnosticBag diagnostics)
{
    private readonly Dictionary<CRecord, BlockItem> _handles = [];
    private readonly Dictionary<CRecord, BlockItem> _records = [];
    private readonly Dictionary<CRecord, BlockItem> _tables = [];
    private readonly Dictionary<string, CFunction> _fixed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (RuleItem Item, Word Name)> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Word> _rules = new(StringComparer.Ordinal);

    public ApiIndex Index { get; } = new(api);

    public CoverageBuilder Coverage { get; } = new();

    /// <summary>The API with the functions of which a rule fixed the variable arguments.</summary>
    public CApi FixedApi => api with { Functions = [.. api.Functions.Select(function => _fixed.TryGetValue(function.Name, out var @fixed) ? @fixed : function)] };

    public ImmutableArray<FixedFormat> Formats { get; private set; } = [];

    public bool HasErrors => diagnostics.HasErrors;

    public void Error(DiagnosticKind kind, SourceSpan span, string message, string? help = null, CDeclaration? declaration = null) =>
        diagnostics.Add(kind, span, message, help, declaration is null ? null : Place(declaration));

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    /// <summary>Whether the item's version clauses select this target. A clause that is no version is an error and selects it.</summary>
    public bool IsSelected(IEnumerable<Clause> clauses)
    {
        var said = clauses.Where(IsVersionClause).ToList();
        foreach (var clause in said.Where(clause => clause.Words is not [_, { Kind: WordKind.Number } number] || ApiVersion.Parse(number.Text) is null))
            Error(DiagnosticKinds.SyntaxError, clause.Span, "a version clause names a version", "Write 'since 6.8' or 'until 6.6'.");
        return ApiVersion.Selects(said, version);
    }

    /// <summary>Whether the clause is meant as one; <see cref="IsSelected"/> says whether it is right. <c>until</c> also stands before a function.</summary>
    public static bool IsVersionClause(Clause clause) =>
        clause.Words is [{ Kind: WordKind.Name, Text: "since" }, ..] or [{ Kind: WordKind.Name, Text: "until" }, { Kind: WordKind.Number }, ..] or [{ Kind: WordKind.Name, Text: "until" }];

    /// <summary>Nothing that a rule says is left out silently.</summary>
    /// <param name="place">What the clauses stand in, such as <c>in an enum</c>.</param>
    public void Refuse(IEnumerable<Clause> clauses, string place)
    {
        foreach (var clause in clauses.Where(clause => !IsVersionClause(clause)))
            Error(
                DiagnosticKinds.Unsupported, clause.Span, $"'{clause.Words[0].Text}' {place} says nothing that this version generates",
                "Leave it out, or skip the function with that reason.");
    }

    /// <summary>Reports a statement that is none of its block, is not complete, or is said a second time.</summary>
    public void RefuseStatement(Clause clause, WordPlace place)
    {
        var forms = RuleWords.All.Where(word => word.Place == place && word.Text == clause.Words[0].Text).Select(word => $"'{word.Form}'").ToList();
        Error(
            forms.Count == 0 ? DiagnosticKinds.UnknownWord : DiagnosticKinds.SyntaxError, clause.Span,
            forms.Count == 0 ? $"'{clause.Words[0].Text}' is no statement here" : $"'{clause.Words[0].Text}' has another form, or is said before",
            forms.Count == 0 ? $"Statements here: {string.Join(", ", RuleWords.At(place))}." : $"Write {string.Join(" or ", forms)}, once.");
    }

    /// <summary>For blocks that say nothing inside yet.</summary>
    public void RefuseMembers(BlockItem item)
    {
        foreach (var member in item.Members)
        {
            if (member is StatementMember statement)
                Refuse(statement.Clauses, $"in an {item.Keyword.Text}");
            else
                Error(DiagnosticKinds.Unsupported, member.Span, $"a rule in an {item.Keyword.Text} says nothing that this version generates", "Leave it out.");
        }
    }

    /// <summary>Two methods or properties of one name cannot stand in one item, nor one that is named as what the generated class has itself.</summary>
    public void RefuseTwins(string item, MemberPlace place, IReadOnlyList<(string Name, SourceSpan Rule)> members)
    {
        foreach (var twin in members.GroupBy(member => member.Name, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
            Error(DiagnosticKinds.DuplicateRule, twin.Rule, $"'{item}' gets a second member '{twin.Name}'", "Give one of them another name with 'as'.");
        foreach (var (name, rule) in members)
        {
            if (ReservedMembers.Has(item, place, name))
                Error(DiagnosticKinds.DuplicateRule, rule, $"the class of '{item}' has a '{name}' of its own", $"Give the member another name with 'as': '{ReservedMembers.Instead(item, name)}', for example.");
        }
    }

    /// <summary>Makes an item's name known; a second item of that name is an error.</summary>
    public void Declare(RuleItem item, Word name)
    {
        if (_names.TryGetValue(name.Text, out var first))
            diagnostics.Add(
                DiagnosticKinds.DuplicateRule, name.Span, $"two items are named '{name.Text}'", "Rename one of them, or give both version clauses that do not overlap.",
                new RelatedPlace(first.Name.Span, "the first one is here"));
        else
            _names.Add(name.Text, (item, name));
    }

    /// <summary>Whether the name is that of a handle; reports it otherwise.</summary>
    public bool IsHandle(Word name, string help) => IsItem(name, "handle", help, "handle");

    /// <summary>Whether the name is that of something that C can keep pointers for; reports it otherwise.</summary>
    public bool IsObject(Word name, string help) => IsItem(name, "handle or registration", help, "handle", "registration");

    /// <summary>Whether the name is that of a table of callbacks; reports it otherwise.</summary>
    public bool IsTable(Word name) => IsItem(name, "table of callbacks", "Name a 'callbacks' item.", "callbacks");

    /// <summary>Whether the name is that of a record; reports it otherwise.</summary>
    public bool IsRecord(Word name) => IsItem(name, "record", "Name a 'record' item.", "record");

    /// <summary>Whether the name is that of a registration; reports it otherwise.</summary>
    public bool IsRegistration(Word name) => IsItem(name, "registration", "Name a 'registration' item.", "registration");

    /// <summary>Whether the name is that of a guard; reports it otherwise.</summary>
    public bool IsGuard(Word name) => IsItem(name, "guard", "Name a 'guard' item.", "guard");

    private bool IsItem(Word name, string what, string help, params string[] keywords)
    {
        if (_names.TryGetValue(name.Text, out var found))
        {
            if (keywords.Contains(found.Item.Keyword.Text))
                return true;
            diagnostics.Add(DiagnosticKinds.Contradiction, name.Span, $"'{name.Text}' is no {what}", help, new RelatedPlace(found.Name.Span, "it is declared here"));
            return false;
        }
        var candidates = _names.Where(pair => keywords.Contains(pair.Value.Item.Keyword.Text)).Select(pair => pair.Key).OrderBy(candidate => candidate, StringComparer.Ordinal);
        Error(
            DiagnosticKinds.UnknownName, name.Span, $"no item is named '{name.Text}'",
            NearestName.Find(name.Text, candidates) is { } nearest ? $"Did you mean '{nearest}'?" : help);
        return false;
    }

    public void AddTable(CRecord record, BlockItem item) => _tables[record] = item;

    /// <summary>The <c>callbacks</c> item of a struct.</summary>
    public string? TableOf(CRecord? record) => record is not null && _tables.TryGetValue(record, out var item) ? item.Name.Text : null;

    public void AddHandle(CRecord record, BlockItem item) => _handles[record] = item;

    public void AddRecord(CRecord record, BlockItem item) => _records[record] = item;

    /// <summary>The struct of a handle.</summary>
    public CRecord? RecordOfHandle(string handle) => _handles.Where(pair => pair.Value.Name.Text == handle).Select(pair => pair.Key).FirstOrDefault();

    public string? HandleOf(CRecord? record) => record is not null && _handles.TryGetValue(record, out var item) ? item.Name.Text : null;

    /// <summary>Whether a record item says <c>static</c>.</summary>
    public static bool IsStatic(BlockItem item) => item.Members.OfType<StatementMember>().Any(IsStatic);

    public static bool IsStatic(StatementMember statement) => statement.Clauses is [{ Words: [{ Text: "static" }] }];

    /// <summary>Whether a record item says that it is an element of an array.</summary>
    public static bool IsElement(BlockItem item) =>
        item.Members.OfType<StatementMember>().SelectMany(statement => statement.Clauses).Any(clause => clause.Words is [{ Text: "cookie" }, { Text: "element" }]);

    public BlockItem? RecordOf(CRecord? record) => record is not null && _records.TryGetValue(record, out var item) ? item : null;

    /// <summary>The function that a rule names. Unknown names and second rules for one function are errors.</summary>
    /// <param name="isOnlyRule">Whether this is the rule of the function, rather than a mention of it in another rule.</param>
    public CFunction? Function(Word symbol, bool isOnlyRule)
    {
        if (Index.Function(symbol.Text) is not { } function)
        {
            if (api.Macros.FirstOrDefault(macro => macro.IsFunctionLike && macro.Name == symbol.Text) is { } macro)
            {
                Error(
                    DiagnosticKinds.UnknownSymbol, symbol.Span, $"'{symbol.Text}' is a macro, and C does not say the types of a macro's parameters",
                    $"Say them beside the 'header' line: 'prototype \"RESULT {macro.Name}(TYPE PARAMETER)\";'. A shim with these types calls the macro.", macro);
                return null;
            }

            var nearest = NearestName.Find(symbol.Text, api.Functions.Select(candidate => candidate.Name));
            Error(
                DiagnosticKinds.UnknownSymbol, symbol.Span,
                $"the headers that the rules name do not declare '{symbol.Text}'",
                nearest is not null
                    ? $"Did you mean '{nearest}'? If only some kernels have it, add 'since' or 'until' with a version."
                    : "If only some kernels have it, add 'since' or 'until' with a version; if another header declares it, add that header.");
            return null;
        }

        return !isOnlyRule || IsFirstRule(symbol) ? function : null;
    }

    private bool IsFirstRule(Word symbol)
    {
        if (!_rules.TryGetValue(symbol.Text, out var first))
        {
            _rules.Add(symbol.Text, symbol);
            return true;
        }
        diagnostics.Add(
            DiagnosticKinds.DuplicateRule, symbol.Span, $"a second rule for '{symbol.Text}'", "Keep one of them.",
            new RelatedPlace(first.Span, "the first one is here"));
        return false;
    }

    /// <summary>The function, or the macro with arguments, that a rule skips.</summary>
    public CDeclaration? Skippable(Word symbol)
    {
        if (Index.Function(symbol.Text) is not null || Index.Macro(symbol.Text) is not { IsFunctionLike: true } macro)
            return Function(symbol, isOnlyRule: true);
        return IsFirstRule(symbol) ? macro : null;
    }

    /// <summary>Makes known what a function with a variable number of arguments is called with.</summary>
    public void Fix(CFunction function, FixedFormat format)
    {
        _fixed[function.Name] = function;
        Formats = Formats.Add(format);
    }

    /// <summary>Whether a wrapper can call the function: it has an exported symbol, or is inline and gets one from a shim.</summary>
    public bool IsCallable(CFunction function, SourceSpan rule)
    {
        if (!function.HasSymbol || function.Export is not null || !api.Target.HasExportTable)
            return true;
        Error(
            DiagnosticKinds.NotExported, rule, $"'{function.Name}' is declared, but the kernel does not export it",
            $"Write '{function.Name} skip \"declared but not exported\";'.", function);
        return false;
    }

    private static RelatedPlace Place(CDeclaration declaration) =>
        new(
            new SourceSpan(declaration.Location.Header, declaration.Location.Line, 1, declaration.Location.Line, 1),
            $"'{declaration.Name}' is declared here");
}
