using BindGen.Model;
using BindGen.Ownership;
using Scriban.Runtime;

namespace BindGen.Emit;

/// <summary>A function pointer that C# implements as templates see it: a delegate for the user, and a trampoline for C.</summary>
internal sealed class CallbackView(ApiIndex index, RawTypes types, MethodView methods)
{
    /// <summary>What C gets when a callback throws and no rule names another error number (<c>EIO</c>).</summary>
    private const int DefaultFailure = 5;

    // What the trampoline calls its own.
    private static readonly HashSet<string> OwnNames = new(StringComparer.Ordinal) { "answer", "cookie", "entry", "exception" };

    /// <param name="owner">The class that has the delegate.</param>
    /// <param name="failure">The error number that C gets when it throws.</param>
    public ScriptObject OfMember(CallbackModel callback, string owner, int? failure) => Of(callback, callback.Name, owner, CallbackRole.None, failure);

    /// <param name="method">The method that takes it as an argument.</param>
    public ScriptObject OfArgument(CallbackParameter argument, MethodModel method, string owner)
    {
        // The object has no reference left then: it could be retained, and would be freed all the same.
        var callback = argument.Lifetime is not ReceiverLifetime ? argument.Callback
            : argument.Callback with { Parameters = [.. argument.Callback.Parameters.Select(parameter => parameter.Fact is BorrowedParameter ? parameter with { Fact = new OpaqueParameter("it is being freed") } : parameter)] };
        var view = Of(callback, method.Name, owner, SafeForms.Role(callback, method), null);
        view["caller"] = method.Target.Symbol;
        return view;
    }

    private ScriptObject Of(CallbackModel callback, string name, string owner, CallbackRole role, int? failure)
    {
        var names = Names(callback);
        var kind = ResultKind(callback, role);
        var signature = new ScriptArray();
        for (var i = 0; i < names.Length; i++)
        {
            if (PublicType(callback.Parameters[i]) is { } type)
                signature.Add(View.Map(("type", type), ("name", names[i])));
        }
        return View.Map(
            ("name", name),
            ("owner", owner),
            ("c_name", callback.CName),
            ("delegate", $"{name}Callback"),
            ("is_optional", callback.IsOptional),
            ("is_atomic", callback.IsAtomic),
            ("signature", signature),
            ("cookie", names.Where((_, i) => callback.Parameters[i].Fact is CookieParameter).FirstOrDefault()),
            ("parameters", View.List(names.Select((parameter, i) => (parameter, callback.Parameters[i])), item => Parameter(item.parameter, item.Item2))),
            ("result", kind),
            ("raw_result", types.Print(callback.Type.Result)),
            ("return_type", kind switch
            {
                "none" => "void",
                "errno" => "Errno",
                "boolean" or "match" => "bool",
                "stop" => "Iteration",
                _ => methods.ScalarType(callback.Type.Result),
            }),
            ("failure", kind switch
            {
                "none" => "",
                "errno" => $"-{failure ?? DefaultFailure}",
                "stop" => "1",
                "enum" => "default",
                _ => "0",
            }),
            ("failure_words", kind switch
            {
                "none" => "nothing",
                "errno" => $"-{failure ?? DefaultFailure}",
                _ => "0",
            }));
    }

    private ScriptObject Parameter(string name, ParameterModel parameter)
    {
        var (type, raw) = (parameter.Type, types.Print(parameter.Type));
        var view = View.Map(("name", name), ("raw_type", raw), ("kind", parameter.Fact switch
        {
            CookieParameter => "cookie",
            OpaqueParameter => "opaque",
            BorrowedParameter => "handle",
            TextParameter => "text",
            IoctlDataParameter => "ioctl_data",
            OutParameter => "out",
            _ when methods.IsBoolean(type) => "boolean",
            _ when methods.IsEnum(type) => "enum",
            _ => "value",
        }));
        switch (parameter.Fact)
        {
            case BorrowedParameter borrowed:
                view["type"] = Borrow(borrowed);
                break;
            case OutParameter when index.Resolve(type) is CPointerType { Pointee: var target }:
                view["type"] = methods.ScalarType(target);
                view["is_cast"] = methods.IsEnum(target);
                view["is_boolean"] = methods.IsBoolean(target);
                view["raw_type"] = raw;
                view["raw_pointee"] = types.Print(target);
                break;
            case IoctlDataParameter data:
                view["command"] = data.Command.Name;
                break;
            case ValueParameter:
                view["type"] = methods.ScalarType(type);
                break;
        }
        return view;
    }

    private string? PublicType(ParameterModel parameter) => parameter.Fact switch
    {
        BorrowedParameter borrowed => $"scoped {Borrow(borrowed)}",
        TextParameter => "string",
        IoctlDataParameter => "scoped Span<byte>",
        OutParameter => $"out {methods.ScalarType(((CPointerType)index.Resolve(parameter.Type)).Pointee)}",
        ValueParameter => methods.ScalarType(parameter.Type),
        _ => null,
    };

    private static string Borrow(BorrowedParameter borrowed) => $"{borrowed.Handle}Ref<{borrowed.State ?? "Normal"}>";

    private string ResultKind(CallbackModel callback, CallbackRole role) => callback.Result switch
    {
        NoResult => "none",
        BooleanResult => "boolean",
        ErrnoResult => "errno",
        _ when role == CallbackRole.Match => "match",
        _ when role == CallbackRole.Visit => "stop",
        _ when methods.IsEnum(callback.Type.Result) => "enum",
        _ => "value",
    };

    private static string[] Names(CallbackModel callback)
    {
        var taken = new HashSet<string>(OwnNames, StringComparer.Ordinal);
        return [.. callback.Parameters.Select((parameter, i) =>
        {
            if (parameter.Fact is CookieParameter)
                return "cookie";
            // What C leaves unnamed is named after its handle.
            var isNamed = parameter.CName != $"arg{i}";
            var name = CSharpName.Camel(isNamed || parameter.Fact is not BorrowedParameter borrowed ? parameter.CName : borrowed.Handle);
            return taken.Add(name) ? name : $"{name}Argument";
        })];
    }
}
