using System.Collections;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>Members and elements of values. A member that is not there is null.</summary>
internal static class Access
{
    public static object? GetMember(SourceSpan span, object owner, string member)
    {
        switch (owner)
        {
            case IScriptObject members:
                members.TryGetValue(null, span, member, out var value);
                return value;
            case LoopState loop:
                return loop.Get(member);
            case string text:
                return member == "size" ? text.Length : null;
            case int or long or double or bool or EmptyValue:
                return null;
            case KeyValuePair<string, object?> pair:
                return member switch
                {
                    "key" => pair.Key,
                    "value" => pair.Value,
                    _ => null,
                };
            case ScriptRange range:
                return member == "size" ? range.Count() : null;
            case IList list:
                return member == "size" ? list.Count : null;
            case CapturedText:
                throw CapturedText.Refusal(span, $"the owner of the member `{member}`");
            default:
                throw new ScriptRuntimeException(span, $"a member (`{member}`) of a {Conversion.TypeName(owner)} is refused by the Scriban stand-in");
        }
    }

    public static bool HasMember(object? item, string member) => item switch
    {
        IScriptObject members => members.Contains(member),
        KeyValuePair<string, object?> => member is "key" or "value",
        string or IList or ScriptRange => member == "size",
        _ => false,
    };

    public static void SetMember(TemplateContext context, SourceSpan span, object owner, string member, object? value)
    {
        switch (owner)
        {
            case ScriptArray when member == "size":
                throw new ScriptRuntimeException(span, "the size of an array cannot be set");
            case IScriptObject members:
                try
                {
                    if (members.TrySetValue(context, span, member, value, false))
                    {
                        return;
                    }
                }
                catch (InvalidOperationException exception)
                {
                    throw new ScriptRuntimeException(span, exception.Message, exception);
                }

                break;
        }

        throw new ScriptRuntimeException(span, $"the member `{member}` of a {Conversion.TypeName(owner)} cannot be set");
    }

    public static object? GetItem(TemplateContext context, SourceSpan span, object owner, object index)
    {
        switch (owner)
        {
            case ScriptObject:
            case ScriptArray when index is string:
                return GetMember(span, owner, Conversion.ToText(span, index) ?? "");
            case ScriptRange range:
                var place = Conversion.ToInt(span, index);
                return range.ElementAt(place < 0 ? range.Count() + place : place);
            case IList list:
                return ItemOf(list, Conversion.ToInt(span, index));
            case string text:
                return CharacterOf(span, text, Conversion.ToInt(span, index));
            case CapturedText:
                throw CapturedText.Refusal(span, "the target of an index");
            case BuiltinNamespace functions:
                return functions.Find(span, Conversion.ToText(span, index) ?? "");
            default:
                throw new ScriptRuntimeException(span, $"a {Conversion.TypeName(owner)} cannot be indexed");
        }
    }

    public static void SetItem(TemplateContext context, SourceSpan span, object owner, object index, object? value)
    {
        switch (owner)
        {
            case ScriptObject:
            case ScriptArray when index is string:
                SetMember(context, span, owner, Conversion.ToText(span, index) ?? "", value);
                break;
            case ScriptArray { IsReadOnly: false } array:
                var place = Conversion.ToInt(span, index);
                array[place < 0 ? array.Count + place : place] = value;
                context.ListVersion++;
                break;
            default:
                throw new ScriptRuntimeException(span, $"an element of this {Conversion.TypeName(owner)} cannot be set");
        }
    }

    private static object? ItemOf(IList list, int index)
    {
        index = index < 0 ? list.Count + index : index;
        return index >= 0 && index < list.Count ? list[index] : null;
    }

    private static string? CharacterOf(SourceSpan span, string text, int index)
    {
        index = index < 0 ? text.Length + index : index;
        return index < text.Length
            ? index < 0 ? null : text.Substring(index, 1)
            : throw new ScriptRuntimeException(span, $"the index {index} is outside of a string of {text.Length} characters");
    }
}
