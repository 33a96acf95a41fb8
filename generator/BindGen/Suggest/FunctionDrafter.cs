using System.Collections.Immutable;
using BindGen.Model;

namespace BindGen.Suggest;

/// <summary>Drafts the rule of one function: what its types and the evidence make sure of, and a question for each rest.</summary>
internal sealed class FunctionDrafter(HeaderView headers, IReadOnlyDictionary<CRecord, string> handles)
{
    private static readonly ImmutableHashSet<string> Ending =
    [
        "put", "unref", "free", "del", "delete", "destroy", "unregister", "deregister", "release", "close", "remove", "drop", "kill", "exit", "cleanup", "fini",
        "finish", "end", "unplug", "shutdown", "terminate", "dispose", "discard", "detach", "unlock", "leave", "stop", "abort", "cancel",
    ];

    private static readonly ImmutableHashSet<string> Beginning = ["init", "initialize", "initialise", "setup", "get", "ref", "register", "add", "lock", "trylock", "enter", "begin"];

    private static readonly ImmutableHashSet<string> Making = ["alloc", "create", "new", "open", "dup", "clone"];

    private static readonly ImmutableHashSet<string> Texts = ["name", "label", "path", "filename", "pathname", "string", "title"];

    private static readonly ImmutableHashSet<string> Truths = ["is", "has"];

    /// <summary>What is known of a rule, and what is not.</summary>
    private sealed class Findings
    {
        public List<string> Questions { get; } = [];

        public List<string> Evidence { get; } = [];
    }

    /// <param name="receiver">The handle that the rule stands in; null in a block of functions.</param>
    /// <param name="name">What the wrapper is called; null for its usual name.</param>
    /// <param name="release">The function that frees what this one returns, where the pair of their names says so.</param>
    public DraftItem Draft(CFunction function, CRecord? receiver, string? name, CFunction? release = null)
    {
        var findings = new Findings();
        var parameters = Parameters(function, receiver, findings);
        var clauses = Clauses(function, findings);
        var result = Result(function, release, findings);
        if (function.IsVariadic)
            findings.Questions.Add("which arguments follow the format?");
        if (release is null)
            AskOfName(function, findings);
        findings.Evidence.AddRange(headers.Ownership(function));
        if (findings.Evidence.Count == 0)
            findings.Evidence.Add($"types at {HeaderView.Place(function)}");
        return new DraftItem(
            $"{function.Name}{(parameters.Length == 0 ? "" : $"({parameters})")}{(name is null ? "" : $" as {name}")}{clauses}{(result.Length == 0 ? "" : $" -> {result}")};",
            [.. findings.Evidence],
            findings.Questions.Count == 0 ? null : string.Join(" ", findings.Questions));
    }

    public static DraftItem Skip(CFunction function) =>
        new($"{function.Name} skip \"declared, but not exported\";", [$"not in the export table, declared at {HeaderView.Place(function)}"]);

    /// <summary>The parameters with their notes, as a pair names them too.</summary>
    public (string Text, ImmutableArray<string> Questions, ImmutableArray<string> Evidence) Parameters(CFunction function, CRecord? receiver)
    {
        var findings = new Findings();
        var text = Parameters(function, receiver, findings);
        return (text.Length == 0 ? function.Name : $"{function.Name}({text})", [.. findings.Questions], [.. findings.Evidence]);
    }

    /// <summary>That an <c>int</c> is an error number; null when nothing says so.</summary>
    public string? Errno(CFunction function) => headers.Comments.Errno(function) ?? (headers.IsKernel ? headers.MustCheck(function) : null);

    private string Parameters(CFunction function, CRecord? receiver, Findings findings)
    {
        var texts = new List<string>();
        var isReceiverFound = receiver is null;
        for (var i = 0; i < function.Parameters.Length; i++)
        {
            var parameter = function.Parameters[i];
            var name = parameter.Name.Length > 0 ? parameter.Name : $"arg{i}";
            var isReceiver = !isReceiverFound && headers.Index.Pointee(parameter.Type) == receiver;
            isReceiverFound |= isReceiver;
            texts.Add(isReceiver || !headers.IsPointer(parameter.Type) ? name : Pointer(function, parameter with { Name = name }, findings));
        }
        return string.Join(", ", texts);
    }

    private string Pointer(CFunction function, CParameter parameter, Findings findings)
    {
        var shown = $"{parameter.Name} ({TypeNotation.Print(parameter.Type)})";
        if (headers.IsConstantText(parameter.Type))
        {
            if (!headers.Comments.MayBeNull(function, parameter.Name) && NameWords.Of(parameter.Name) is [.., var last] && Texts.Contains(last))
            {
                findings.Evidence.Add($"text by the name of '{parameter.Name}'");
                return $"{parameter.Name}: string";
            }
            findings.Questions.Add($"{shown}: string, static string, nullable, or counted?");
        }
        else if (headers.Index.Pointee(parameter.Type) is { } record)
            findings.Questions.Add(handles.ContainsKey(record) ? $"{shown}: borrowed, nullable, retained or consumed?" : $"{shown}: is {record.Name} a handle or a record?");
        else
            findings.Questions.Add($"{shown}: out, counted, cookie, callback or null?");
        return parameter.Name;
    }

    private string Clauses(CFunction function, Findings findings)
    {
        if (headers.Comments.HoldsLock(function) is { } holds)
        {
            findings.Evidence.Add(holds);
            findings.Questions.Add("which guard does the caller hold (requires GUARD)?");
        }
        if (headers.Comments.Atomic(function) is { } atomic)
        {
            findings.Evidence.Add(atomic);
            return ", context atomic";
        }
        if (headers.Comments.Blocks(function) is not { } blocks)
            return "";
        findings.Evidence.Add(blocks);
        return ", blocks";
    }

    private string Result(CFunction function, CFunction? release, Findings findings)
    {
        if (headers.IsPointer(function.Result))
            return Object(function, release, findings);
        if (!headers.IsSigned(function.Result))
            return "";
        if (NameWords.Has(function.Name, Truths))
        {
            findings.Evidence.Add("a truth value by its name");
            return "bool";
        }
        if (Errno(function) is { } errno)
        {
            findings.Evidence.Add(errno);
            return "errno";
        }
        findings.Questions.Add("the result: errno, bool or a number?");
        return "";
    }

    private string Object(CFunction function, CFunction? release, Findings findings)
    {
        var record = headers.Index.Pointee(function.Result);
        var handle = record is not null && handles.TryGetValue(record, out var known) ? known : null;
        if (handle is null && release is null)
        {
            findings.Questions.Add(headers.IsConstantText(function.Result) ? "the result: string, and unstable when it may change?" : $"the result ({TypeNotation.Print(function.Result)}): who owns it?");
            return "";
        }
        var absence = Absence(function, findings);
        if (release is not null)
            return $"owned by {release.Name}{absence}";
        if (headers.Comments.Release(function) is { } said && headers.Index.Function(said.Function) is { Parameters: [var only] } && headers.Index.Pointee(only.Type) == record)
        {
            findings.Evidence.Add(said.Evidence);
            return $"owned{absence}";
        }
        if (NameWords.Has(function.Name, Making))
        {
            findings.Evidence.Add("made by the function, by its name");
            return $"owned{absence}";
        }
        findings.Questions.Add("the result: owned, or borrowed from what?");
        return "";
    }

    /// <summary>How the pointer says that there is none; a question when nothing tells.</summary>
    private string Absence(CFunction function, Findings findings)
    {
        var (none, error) = (headers.Comments.Null(function), headers.Comments.ErrorPointer(function));
        if (headers.Attribute(function, "returns_nonnull") is { } never)
        {
            findings.Evidence.Add(never);
            return "";
        }
        if ((none is null) == (error is null))
        {
            findings.Questions.Add(headers.IsKernel ? "the result on failure: nullable or errptr?" : "the result: nullable?");
            return "";
        }
        findings.Evidence.Add((none ?? error)!);
        return none is null ? ", errptr" : ", nullable";
    }

    private void AskOfName(CFunction function, Findings findings)
    {
        if (NameWords.Has(function.Name, Ending))
            findings.Questions.Add("does it take over the caller's reference?");
        else if (NameWords.Has(function.Name, Beginning) && (headers.IsVoid(function.Result) || headers.IsSigned(function.Result)))
            findings.Questions.Add("does it begin what another function ends?");
    }
}
