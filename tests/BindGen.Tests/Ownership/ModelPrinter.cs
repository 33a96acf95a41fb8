using System.Text;
using BindGen.Diagnostics;
using BindGen.Model;
using BindGen.Ownership;

namespace BindGen.Tests.Ownership;

/// <summary>Writes an ownership model for people: what every item stands on, and each fact that was decided.</summary>
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
            Line(text, 1, $"{FactWords.Of(handle.Release)}{(handle.Blocks ? ", may sleep" : "")}{(handle.IsAnyThread ? ", on any thread" : "")}{(handle.RevokesBy is { } revoker ? $", revokes by {revoker}" : "")}");
            Methods(text, handle.Methods);
            foreach (var member in handle.Embedded)
                Line(text, 1, $"{member.Name} = .{member.Field.Name}: borrowed {member.Handle}");
            foreach (var member in handle.Skipped)
                Line(text, 1, $".{member.Field.Name}: {((SkippedField)member.Fact).Reason}");
        }
        foreach (var item in model.Registrations.OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nregistration {item.Name} {(string.IsNullOrEmpty(item.Handle) ? "of records" : $"of {item.Handle}")}{(item.IsOnReceiver ? ", on the receiver" : "")}{(item.IsOnce ? ", once" : "")}{(item.IsFenced ? ", fenced" : "")}{(item.Blocks ? ", blocks" : "")}{string.Concat(item.Excluded.Select(guard => $", excludes {guard}"))}{(item.RevocableWith is { } device ? $", revocable with {device} as {device.Name}" : "")}{Place(item.Rule)}");
            foreach (var instead in item.Instead)
                Line(text, 1, $"instead of {instead.Function}: {instead.Reason}");
            Methods(text, [item.Begin, item.End]);
        }
        foreach (var guard in model.Guards.OrderBy(guard => guard.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nguard {guard.Name} of {guard.Handle}{(guard.IsRecursive ? ", recursive" : "")}{(guard.Blocks ? ", blocks" : "")}{(guard.Proves is { } proven ? $", proves {proven}" : "")}{(guard.Binds is { } device ? $", binds {device} as {device.Name}" : "")}{string.Concat(guard.Excluded.Select(function => $", excludes {function}"))}{Place(guard.Rule)}");
            Methods(text, [guard.Enter, guard.Exit]);
        }
        foreach (var item in model.Enumerators.OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nenumerator {item.Name} of {item.Handle}{(item.Blocks ? ", blocks" : "")}{Place(item.Rule)}");
            Methods(text, new[] { item.Begin, item.Next, item.End }.OfType<MethodModel>());
        }
        foreach (var table in model.Callbacks.OrderBy(table => table.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\ncallbacks {table.Name} = {Name(table.Record)}, {FactWords.Of(table.Cookie)}{(table.IsAtomic ? ", atomic" : "")}{(table.Failure is { } failure ? $", fails {failure}" : "")}{Place(table.Rule)}");
            foreach (var callback in table.Callbacks)
                Line(text, 1, FactWords.Of(callback));
        }
        foreach (var record in model.Records.OrderBy(record => record.Name, StringComparer.Ordinal))
        {
            Line(text, 0, $"\nrecord {record.Name} = {Name(record.Record)}{(record.IsStatic ? ", static" : "")}{(record.CookiePath is { } path ? $", {path.Words}" : record.Cookie == CookiePlace.Unknown ? "" : $", {FactWords.Of(record.Cookie)}")}{(record.Failure is { } failure ? $", fails {failure}" : "")}{Place(record.Rule)}");
            foreach (var field in record.Fields)
                Line(text, 1, $"{field.Name} = .{field.Field.Name} {TypeNotation.Print(field.Field.Type)}: {FactWords.Of(field.Fact)}");
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
            Line(text, 1, $"{fact.Symbol.Name}: {fact.Disposition}{(fact.Item.Length > 0 ? $" by {fact.Item}" : "")}{(fact.Reason.Length > 0 ? $", {fact.Reason}" : "")}");
        return text.ToString();

        void Methods(StringBuilder to, IEnumerable<MethodModel> methods)
        {
            foreach (var method in methods)
            {
                Line(to, 1, $"{(method.Receiver is null ? "static " : "")}{method.Name} = {method.Target.Symbol}{Place(method.Rule)}");
                foreach (var (index, parameter) in method.Parameters.Index())
                    Line(to, 2, $"{parameter.CName} {TypeNotation.Print(parameter.Type)}: {FactWords.Of(parameter.Fact)}{(index == method.Receiver && parameter.Fact is not ReceiverParameter ? ", this" : "")}");
                Line(to, 2, $"-> {TypeNotation.Print(method.Target.Result)}: {FactWords.Of(method.Result)}");
                foreach (var condition in method.Conditions)
                    Line(to, 2, condition.Words);
            }
        }

        string Place(SourceSpan span) => withPlaces ? $" at {span}" : "";
    }

    private static string Name(CRecord record) => $"{TypeNotation.Keyword(record.Tag)} {record.Name}";

    private static void Line(StringBuilder text, int depth, string content) => text.Append(' ', depth * 4).Append(content).Append('\n');
}
