using System.Collections.Immutable;
using System.Globalization;
using BindGen.Clang;
using BindGen.Comparison;
using BindGen.Pipeline;
using BindGen.Rules;

namespace BindGen.Review;

/// <summary>Finds the C declarations of the names in a change: in the headers where this machine has them, otherwise in the captured API.</summary>
internal sealed class HeaderLookup(ProjectFiles files)
{
    private const int ShownDeclarations = 12;
    private const int LongestDeclaration = 40;
    private const int LinesBefore = 3;

    private readonly Dictionary<string, (ILookup<string, Declaration> Declared, IncludeSearch? Search)> _targets = new(StringComparer.Ordinal);

    public ImmutableArray<ReviewRow> Rows(ReviewItem item)
    {
        if (files.Project.Targets.FirstOrDefault(target => target.Name == item.Output?.Target) is not { } target)
            return [];
        if (!_targets.TryGetValue(target.Name, out var known))
            _targets[target.Name] = known = (Captured(files.CapturedApiOf(target)), Search(target));
        var (declared, search) = known;
        var rows = ReviewDiff.Of(item);
        var found = Find(ReviewNames.OfChange(rows), declared);
        if (found.IsEmpty)
            found = Find(ReviewNames.OfPlace(rows), declared);
        return
        [
            .. found.Take(ShownDeclarations).SelectMany(declaration => Shown(declaration, search)),
            .. found.Length > ShownDeclarations ? [ReviewRow.Remark($"… and {found.Length - ShownDeclarations} more")] : (ReviewRow[])[],
        ];
    }

    private static ImmutableArray<Declaration> Find(ImmutableArray<string> names, ILookup<string, Declaration> declared) => [.. names.SelectMany(name => declared[name])];

    /// <summary>The declarations of a captured API by name, each with its own lines.</summary>
    private static ILookup<string, Declaration> Captured(string path)
    {
        var blocks = string.Join('\n', SourceLines.Read(path)).Split("\n\n").Select(block => block.Split('\n'));
        return blocks.Select(Declaration.Of).OfType<Declaration>().ToLookup(declaration => declaration.Name, StringComparer.Ordinal);
    }

    private IncludeSearch? Search(ProjectTarget target) =>
        TargetHeaders.Find(files, target) is { } headers
            ? new IncludeSearch(ClangArguments.IncludeDirectories([.. headers.ForCompiler("")], headers.Target.Triple))
            : null;

    private static IEnumerable<ReviewRow> Shown(Declaration declaration, IncludeSearch? search)
    {
        yield return ReviewRow.Remark($"{declaration.Header}:{declaration.Line}: {declaration.Lines[0]}");
        var lines = search?.Find(declaration.Header) is { } file ? InHeader(file, declaration.Line).ToList() : [];
        foreach (var row in lines.Count > 0 ? lines : declaration.Lines.Skip(2).Select(line => new ReviewRow(RowKind.Same, null, [new TextPiece(line, IsChanged: false)])))
            yield return row;
    }

    /// <summary>From where the declaration seems to begin to the semicolon or brace that ends it.</summary>
    private static IEnumerable<ReviewRow> InHeader(string file, int line)
    {
        var lines = SourceLines.Read(file);
        if (line > lines.Length)
            return [];
        var first = line;
        while (first > 1 && line - first < LinesBefore && lines[first - 2].TrimEnd() is { Length: > 0 } before && before[^1] is not (';' or '}' or '{' or '/' or '*') && before.TrimStart()[0] is not ('#' or '*' or '/'))
            first--;
        var (last, depth) = (line - 1, 0);
        do
        {
            last++;
            depth += lines[last - 1].Count(character => character == '{') - lines[last - 1].Count(character => character == '}');
        }
        while (last < lines.Length && last - line < LongestDeclaration && !(depth <= 0 && IsEnd(lines[last - 1].TrimEnd(), lines[line - 1])));
        return SourceLines.Of(file, first, last);
    }

    private static bool IsEnd(string line, string first) =>
        first.TrimStart().StartsWith('#') ? !line.EndsWith('\\') : line.EndsWith(';') || line.EndsWith('}') || line.EndsWith(')');

    private sealed record Declaration(string Name, string Header, int Line, string[] Lines)
    {
        private const string Place = "  at ";

        public static Declaration? Of(string[] lines)
        {
            if (lines.Length < 2 || !lines[1].StartsWith(Place, StringComparison.Ordinal) || lines[0].Split(' ') is not [_, var name])
                return null;
            var place = lines[1][Place.Length..];
            var colon = place.LastIndexOf(':');
            return colon > 0 && int.TryParse(place.AsSpan(colon + 1), CultureInfo.InvariantCulture, out var line) ? new Declaration(name, place[..colon], line, lines) : null;
        }
    }
}
