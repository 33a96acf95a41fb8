using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace BindGen.Clang;

/// <summary>The names of object-like macros that the text of the selected headers seems to define. Comments and conditions are
/// not looked at: a name too many or too few costs time and changes no result.</summary>
/// <param name="ToAsk">Those that the compiler can be asked about.</param>
/// <param name="Unbalanced">Those with a bracket of their own that stays open or closes nothing.</param>
internal sealed partial record MacroNames(ImmutableArray<string> ToAsk, ImmutableHashSet<string> Unbalanced)
{
    public static MacroNames Find(ParseRequest request)
    {
        var directories = ClangArguments.IncludeDirectories(request.Arguments, request.Target.Triple).Insert(0, Path.GetDirectoryName(Path.GetFullPath(request.UmbrellaName)) ?? "");
        var names = new HashSet<string>(StringComparer.Ordinal);
        var broken = new HashSet<string>(StringComparer.Ordinal);
        var withArguments = new HashSet<string>(StringComparer.Ordinal);
        var undefined = new HashSet<string>(StringComparer.Ordinal);
        foreach (var header in request.SelectedHeaders)
        {
            var text = header == request.UmbrellaName ? request.UmbrellaText : Read(header, directories);
            foreach (Match definition in Definition().Matches(text))
                (definition.Groups[2].ValueSpan[0] == '(' ? withArguments : IsBalanced(definition.Groups[2].ValueSpan) ? names : broken).Add(definition.Groups[1].Value);
            foreach (Match undefinition in Undefinition().Matches(text))
                undefined.Add(undefinition.Groups[1].Value);
        }

        // libclang forgets that a macro had parameters when it is undefined.
        names.UnionWith(withArguments.Intersect(undefined));
        return new MacroNames([.. names.Order(StringComparer.Ordinal)], [.. broken.Except(names)]);
    }

    private static string Read(string header, ImmutableArray<string> directories)
    {
        try
        {
            return directories.Select(directory => Path.Combine(directory, header)).FirstOrDefault(File.Exists) is { } path ? File.ReadAllText(path) : "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The compiler finds it or reports it.
            return "";
        }
    }

    /// <summary>Whether every bracket is closed. One that is not would swallow the questions about other macros.</summary>
    private static bool IsBalanced(ReadOnlySpan<char> body)
    {
        var open = new Stack<char>();
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            if (c is '"' or '\'')
            {
                while (++i < body.Length && body[i] != c)
                {
                    if (body[i] == '\\')
                        i++;
                }
            }
            else if (c is '(' or '[' or '{')
            {
                open.Push(c == '(' ? ')' : c == '[' ? ']' : '}');
            }
            else if (c is ')' or ']' or '}' && (!open.TryPop(out var expected) || expected != c))
            {
                return false;
            }
        }

        return open.Count == 0;
    }

    [GeneratedRegex(@"^[ \t]*#[ \t]*define[ \t]+([A-Za-z_$][A-Za-z0-9_$]*)([ \t(](?:[^\r\n\\]|\\\r?\n|\\.)+)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^[ \t]*#[ \t]*undef[ \t]+([A-Za-z_$][A-Za-z0-9_$]*)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Undefinition();
}
