using System.Collections.Immutable;
using BindGen.Diagnostics;

namespace BindGen.Rules;

/// <summary>Reads the meaning of a <c>target</c> block: a kernel, or a library in user space.</summary>
internal sealed class TargetReader(BlockItem item, DiagnosticBag diagnostics)
{
    private const string KernelForm = "'kernel 6.12;' and 'arch x86_64;' or 'arch arm64;'";
    private const string LibraryForm = "'triple \"x86_64-linux-gnu\";', 'version 1.2;', 'include \"DIR\";', 'define \"NAME=1\";' and 'arguments \"-pthread\";'";

    private static readonly ImmutableArray<string> Architectures = ["x86_64", "aarch64", "riscv64", "loongarch64"];

    private readonly Dictionary<string, Word> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>.Builder> _lists = new(StringComparer.Ordinal)
    {
        ["include"] = ImmutableArray.CreateBuilder<string>(),
        ["define"] = ImmutableArray.CreateBuilder<string>(),
        ["arguments"] = ImmutableArray.CreateBuilder<string>(),
    };

    /// <returns>Null after an error was reported.</returns>
    public static ProjectTarget? Read(BlockItem item, DiagnosticBag diagnostics) => new TargetReader(item, diagnostics).Read();

    private ProjectTarget? Read()
    {
        foreach (var statement in item.Members.OfType<StatementMember>())
            Read(statement);
        if (_words.TryGetValue("kernel", out var kernel))
            return Kernel(kernel.Text);
        if (_words.TryGetValue("triple", out var triple))
            return Library(triple);
        Error(
            item.Name.Span, $"target '{item.Name.Text}' names no kernel and no triple", "Write 'kernel 6.12;' inside it, or 'triple \"x86_64-linux-gnu\";' for a library.");
        return null;
    }

    /// <summary>After the first clause, a string alone is another value of the same word.</summary>
    private void Read(StatementMember statement)
    {
        var list = "";
        foreach (var clause in statement.Clauses)
        {
            switch (clause.Words)
            {
                case [{ Text: "kernel" or "version", Kind: WordKind.Name } keyword, { Kind: WordKind.Number } number]:
                    Say(keyword, number);
                    break;
                case [{ Text: "arch", Kind: WordKind.Name } keyword, { Kind: WordKind.Name, Text: "x86_64" or "arm64" } name]:
                    Say(keyword, name);
                    break;
                case [{ Text: "triple", Kind: WordKind.Name } keyword, { Kind: WordKind.String } triple]:
                    Say(keyword, triple);
                    break;
                case [{ Kind: WordKind.Name } keyword, { Kind: WordKind.String } value] when _lists.TryGetValue(keyword.Text, out var values):
                    values.Add(value.Text);
                    list = keyword.Text;
                    break;
                case [{ Kind: WordKind.String } value] when list.Length > 0:
                    _lists[list].Add(value.Text);
                    break;
                default:
                    Error(clause.Span, $"'{clause.Words[0].Text}' says nothing of a target here", $"A target of a kernel says {KernelForm}; one of a library {LibraryForm}.");
                    break;
            }
        }
    }

    private void Say(Word keyword, Word value)
    {
        if (!_words.ContainsKey(keyword.Text))
            _words.Add(keyword.Text, value);
        else
            Error(keyword.Span, $"'{keyword.Text}' is said twice", "Keep one.");
    }

    private KernelTarget Kernel(string series)
    {
        var foreign = _lists.Where(list => list.Value.Count > 0).Select(list => list.Key).Concat(_words.Keys.Where(word => word is "triple" or "version")).ToList();
        if (foreign.Count > 0)
            Error(
                item.Name.Span, $"target '{item.Name.Text}' is of a kernel, and says '{foreign.OrderBy(word => word, StringComparer.Ordinal).First()}'",
                $"A kernel's own build decides that: say {KernelForm}, and nothing else.");
        return new KernelTarget(item.Name.Text, series, _words.TryGetValue("arch", out var arch) ? arch.Text : "x86_64", item.Name.Span);
    }

    private LibraryTarget? Library(Word triple)
    {
        if (_words.TryGetValue("arch", out var arch))
            Error(arch.Span, $"target '{item.Name.Text}' says its architecture twice", "The triple says it; leave 'arch' out.");
        if (!IsLinux64(triple.Text))
        {
            Error(triple.Span, $"'{triple.Text}' is no 64-bit Linux, whose sizes generated code has", "Name a triple such as \"x86_64-linux-gnu\" or \"aarch64-linux-gnu\".");
            return null;
        }
        return new LibraryTarget(
            item.Name.Text, triple.Text, _words.TryGetValue("version", out var version) ? version.Text : null,
            _lists["include"].ToImmutable(), _lists["define"].ToImmutable(), _lists["arguments"].ToImmutable(), item.Name.Span);
    }

    private static bool IsLinux64(string triple) =>
        Architectures.Contains(triple.Split('-')[0]) && triple.Contains("linux") && !triple.EndsWith("32", StringComparison.Ordinal);

    private void Error(SourceSpan span, string message, string help) => diagnostics.Add(DiagnosticKinds.InvalidProject, span, message, help);
}
