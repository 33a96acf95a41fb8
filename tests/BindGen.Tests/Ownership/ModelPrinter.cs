using System.Text;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Tests.Ownership;

/// <summary>Writes an ownership model for people: what every item stands on, and each fact that was decided. Facts print themselves, so a
/// new one cannot be forgotten here.</summary>
internal static class ModelPrinter
{
    /// <param name="withPlaces">Whether the lines of the rules are written, which change with every line above them.</param>
    public static string Print(OwnershipModel model, bool withPlaces = false)
    {
        var text = new StringBuilder();
        Line(text, 0, $"project {model.Project}, library {model.Library}, {model.Api.Target.Source}");
        foreach (var handle in model.Handles.OrderBy(handle => handle.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nhandle {handle.Name} = {Name(handle.Record)}{Place(handle.Rule)}");
            Line(text, 1, $"states {string.Join(" > ", handle.States)}");
            Line(text, 1, Release(handle.Release));
            Methods(text, handle.Methods);
        }
        foreach (var item in model.Registrations.OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nregistration {item.Name} of {item.Handle}{(item.IsOnReceiver ? ", on the receiver" : "")}{(item.IsOnce ? ", once" : "")}{(item.IsFenced ? ", fenced" : "")}{Place(item.Rule)}");
            if (item.Instead is { } instead)
                Line(text, 1, $"instead of {instead.Function}: {instead.Reason}");
            Methods(text, [item.Begin, item.End]);
        }
        foreach (var guard in model.Guards.OrderBy(guard => guard.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nguard {guard.Name} of {guard.Handle}{Place(guard.Rule)}");
            Methods(text, [guard.Enter, guard.Exit]);
        }
        foreach (var record in model.Records.OrderBy(record => record.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nrecord {record.Name} = {Name(record.Record)}{(record.IsStatic ? ", static" : "")}{Place(record.Rule)}");
            foreach (var field in record.Fields)
                Line(text, 1, $"{field.Name} = .{field.Field.Name} {TypeNotation.Print(field.Field.Type)}: {field.Fact}");
        }
        foreach (var item in model.Enums.OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nenum {item.Name} = enum {item.Enum.Name}{Place(item.Rule)}");
            foreach (var (name, value) in item.Values)
                Line(text, 1, $"{name} = {value.Name}");
        }
        foreach (var item in model.Constants.OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nconstants {item.Name} = {item.Pattern}: {(item.Underlying is { } type ? $"enum of {type}" : "class")}{(item.IsFlags ? ", flags" : "")}{Place(item.Rule)}");
            foreach (var (name, macro) in item.Values)
                Line(text, 1, $"{name} = {macro.Name} {ConstantNotation.Print(macro.Value!)}");
        }
        foreach (var group in model.Groups.OrderBy(group => group.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nfunctions {group.Name}{Place(group.Rule)}");
            Methods(text, group.Methods);
        }
        Line(text, 0, "\nsymbols");
        foreach (var fact in model.Symbols)
            Line(text, 1, $"{fact.Function.Name}: {fact.Disposition}{(fact.Reason.Length > 0 ? $", {fact.Reason}" : "")}");
        return text.ToString();

        void Methods(StringBuilder to, IEnumerable<MethodModel> methods)
        {
            foreach (var method in methods)
            {
                Line(to, 1, $"{(method.Receiver is null ? "static " : "")}{method.Name} = {method.Target.Symbol}{Place(method.Rule)}");
                foreach (var (index, parameter) in method.Parameters.Index())
                    Line(to, 2, $"{parameter.CName} {TypeNotation.Print(parameter.Type)}: {$"{parameter.Fact}".Replace("\n", "\\n", StringComparison.Ordinal)}{(index == method.Receiver ? ", this" : "")}");
                Line(to, 2, $"-> {TypeNotation.Print(method.Target.Result)}: {method.Result}");
            }
        }

        string Place(SourceSpan span) => withPlaces ? $" at {span}" : "";
    }

    private static string Release(ReleaseModel release) => release switch
    {
        ReferenceCountRelease counted => $"counted by {counted.Get.Name} and {counted.Function.Name}",
        FreeRelease { Hole: { } hole } => $"freed by {release.Function.Name}, unsafe {hole.Id}: {hole.Reason}",
        _ => $"freed by {release.Function.Name}",
    };

    private static string Name(CRecord record) => $"{TypeNotation.Keyword(record.Tag)} {record.Name}";

    private static void Line(StringBuilder text, int depth, string content) => text.Append(' ', depth * 4).Append(content).Append('\n');
}
