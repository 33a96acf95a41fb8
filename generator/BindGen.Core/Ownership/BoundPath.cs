using System.Collections.Immutable;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Rules;

namespace BindGen.Ownership;

/// <summary>The way from a parameter to the device that a registration ends before the unbinding of, or that a guard keeps bound.</summary>
/// <param name="Parameter">The parameter, by its C name.</param>
/// <param name="Field">The member of what the parameter points to; null when the parameter itself is the device.</param>
/// <param name="Handle">What the device is to C#.</param>
/// <param name="Name">What C# calls it.</param>
internal sealed record BoundPath(string Parameter, CField? Field, string Handle, string Name)
{
    /// <summary>As the rules say it.</summary>
    public override string ToString() => Field is null ? Parameter : $"{Parameter}.{Field.Name}";

    /// <summary>Finds what the path names in the call that begins.</summary>
    /// <param name="name">What the rule calls it; null for the name in C.</param>
    /// <returns>Null after an error was reported, or when there is no call.</returns>
    public static BoundPath? Bind(Word path, Word? name, MethodModel? begin, BindingContext context)
    {
        if (begin is null)
            return null;
        var parts = path.Text.Split('.');
        if (begin.Parameters.FirstOrDefault(candidate => candidate.CName == parts[0]) is not { } parameter)
        {
            Unknown(path, $"'{begin.Target.Symbol}' has no parameter '{parts[0]}'", parts[0], begin.Parameters.Select(candidate => candidate.CName), context);
            return null;
        }
        var type = parameter.Type;
        CField? field = null;
        foreach (var member in parts.Skip(1))
        {
            var record = context.Index.Pointee(type);
            field = record?.Fields.FirstOrDefault(candidate => candidate.Name == member);
            if (field is null || parts.Length > 2)
            {
                if (field is null)
                    Unknown(path, $"'{parts[0]}' has no member '{member}'", member, record?.Fields.Select(candidate => candidate.Name) ?? [], context);
                else
                    context.Error(DiagnosticKinds.Unsupported, path.Span, $"'{path.Text}' goes through more than one member, which is not generated yet");
                return null;
            }
            type = field.Type;
        }
        if (context.HandleOf(context.Index.Pointee(type)) is { } handle)
            return new BoundPath(parts[0], field, handle, name?.Text ?? WrapperName.Pascal(parts[^1]));
        context.Error(DiagnosticKinds.Contradiction, path.Span, $"'{path.Text}' is a '{TypeNotation.Print(type)}', which points to nothing that a 'handle' item names");
        return null;
    }

    private static void Unknown(Word path, string message, string name, IEnumerable<string> candidates, BindingContext context) =>
        context.Error(DiagnosticKinds.UnknownParameter, path.Span, message, NearestName.Find(name, candidates) is { } nearest ? $"Did you mean '{nearest}'?" : null);
}
